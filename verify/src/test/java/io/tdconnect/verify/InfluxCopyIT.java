// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tdconnect.testing.InfluxdServer;
import io.tdconnect.testing.TdengineServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A copy of InfluxDB by the connectors, of which something is changed. */
class InfluxCopyIT {
    private static final int HOSTS = 8;
    private static final int POINTS = 500;
    private static final long FIRST = 1_700_000_000_123L;
    private static final String BUCKET = "plant";

    @TempDir
    static Path folder;

    private static InfluxdServer influx;
    private static TdengineServer tdengine;
    private static String database;

    @BeforeAll
    static void copy() throws InterruptedException {
        assumeTrue(InfluxdServer.available(), "skipped: influxd is not installed and INFLUXDB_URL is not set");
        influx = InfluxdServer.start();
        influx.createDatabase(BUCKET);
        List<String> lines = new ArrayList<>();
        for (int host = 0; host < HOSTS; host++) {
            for (int point = 0; point < POINTS; point++) {
                // Nanoseconds that the copy in milliseconds does not keep.
                String time = " " + ((FIRST + point * 1000L) * 1_000_000 + 456_789);
                lines.add("cpu,host=h" + host + ",region=r" + host % 2 + " busy=" + (point * 0.25 + host) + ",n="
                        + (point * 3 + host) + "i,ok=" + (point % 2 == 0) + ",note=\"text " + point % 7 + "\"" + time);
                if (host < 2) {
                    lines.add(
                            "mem,host=h" + host + (point % 5 == 0 ? " free=" + point : " used=" + point + "i") + time);
                }
            }
        }
        influx.write(BUCKET, lines);
        tdengine = TdengineServer.start();
        database = tdengine.createDatabase("ms");
        ConnectorCopy.run(source(), sink(database), (HOSTS + 2) * POINTS);
    }

    @AfterAll
    static void stop() {
        if (tdengine != null) {
            tdengine.close();
        }
        if (influx != null) {
            influx.close();
        }
    }

    private static Map<String, String> source(String... more) {
        Map<String, String> source = new LinkedHashMap<>(Map.of(
                "name", "influx",
                "connector.class", "io.tdconnect.influxdb.InfluxSourceConnector",
                "url", influx.url(),
                "user", influx.user(),
                "password", influx.password(),
                "bucket", BUCKET,
                "begin.time", "2023-01-01T00:00:00Z",
                "end.time", "2025-01-01T00:00:00Z",
                "points.per.record", "200"));
        for (int i = 0; i < more.length; i += 2) {
            source.put(more[i], more[i + 1]);
        }
        return source;
    }

    private static Map<String, String> sink(String name, String... more) {
        Map<String, String> sink = new LinkedHashMap<>(Map.of(
                "name",
                "tdengine",
                "connector.class",
                "io.tdconnect.tdengine.sink.TdengineSinkConnector",
                "connection.url",
                tdengine.host() + ":" + tdengine.port(),
                "connection.user",
                tdengine.user(),
                "connection.password",
                tdengine.password(),
                "database",
                name));
        for (int i = 0; i < more.length; i += 2) {
            sink.put(more[i], more[i + 1]);
        }
        return sink;
    }

    private static VerifyRun verify(String... more) {
        return VerifyRun.of(folder, source(), sink(database), more);
    }

    @ParameterizedTest
    @CsvSource({"'', hashes of all rows", "--quick, aggregates that the servers compute"})
    void aCopyIsEqual(String option, String method) {
        VerifyRun run = option.isEmpty() ? verify("--json", "-v") : verify("--json", "-v", option);

        assertThat(run.err()).isEmpty();
        assertThat(run.differences()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.json().path("compared").asText()).isEqualTo(method);
        assertThat(run.json().path("groups").findValuesAsText("name"))
                .contains("cpu", "mem", "cpu_host_h3_region_r1", "mem_host_h0");
    }

    @ParameterizedTest
    @CsvSource({
        "0,busy,99,3.0,99.0",
        "250,n,-1,753,-1",
        "499,ok,true,0,1",
        "7,note,'''text 1''',text 0,text 1",
        "8,note,NULL,text 1,null",
        "9,busy,5.2500000001,5.25,5.2500000001"
    })
    void aChangedValueIsFound(int point, String column, String value, String expected, String found) {
        String table = database + ".cpu_host_h3_region_r1";
        String time = String.valueOf(FIRST + point * 1000L);
        Object before = tdengine.query("SELECT " + column + " FROM " + table + " WHERE time = " + time)
                .get(0)
                .get(0);
        tdengine.execute("INSERT INTO " + table + " (time," + column + ") VALUES (" + time + "," + value + ")");
        try {
            VerifyRun run = verify("--json", "--tables", "cpu");

            assertThat(run.differences())
                    .containsExactly(
                            "value cpu_host_h3_region_r1 " + time(point) + " " + column + " " + expected + " " + found);
            assertThat(run.status()).isOne();
        } finally {
            String restored = before instanceof String ? "'" + before + "'" : String.valueOf(before);
            tdengine.execute("INSERT INTO " + table + " (time," + column + ") VALUES (" + time + "," + restored + ")");
        }
    }

    /** By a millisecond: neither number nor sum of values nor the first and last time change. */
    @Test
    void aRowAtAnotherTimeIsFound() {
        String table = database + ".mem_host_h1";
        long time = FIRST + 311 * 1000L;
        tdengine.execute("DELETE FROM " + table + " WHERE time = " + time);
        tdengine.execute("INSERT INTO " + table + " (time,used) VALUES (" + (time + 1) + ",311)");
        try {
            assertThat(verify("--json").differences())
                    .containsExactlyInAnyOrder(
                            "missing-row mem_host_h1 " + time(311),
                            "extra-row mem_host_h1 " + Instant.ofEpochMilli(time + 1));
            assertThat(verify("--json", "--quick").status()).isZero();
        } finally {
            tdengine.execute("DELETE FROM " + table + " WHERE time = " + (time + 1));
            tdengine.execute("INSERT INTO " + table + " (time,used) VALUES (" + time + ",311)");
        }
    }

    @Test
    void missingRowsTablesAndTagsAreReportedTogether() throws InterruptedException {
        String other = tdengine.createDatabase("us");
        ConnectorCopy.run(source(), sink(other), (HOSTS + 2) * POINTS);
        tdengine.execute("DROP TABLE " + other + ".cpu_host_h5_region_r1");
        tdengine.execute("ALTER TABLE " + other + ".cpu_host_h6_region_r0 SET TAG region = 'r9'");
        tdengine.execute("DELETE FROM " + other + ".cpu_host_h7_region_r1 WHERE time <= " + (FIRST + 1_000) + "456");
        tdengine.execute("INSERT INTO " + other + ".other USING " + other + ".cpu TAGS ('x', 'y') (time, n) VALUES ("
                + FIRST + "000, 5)");
        tdengine.execute("ALTER STABLE " + other + ".mem DROP COLUMN free");
        tdengine.execute("ALTER STABLE " + other + ".mem ADD COLUMN spare INT");

        VerifyRun run = VerifyRun.of(folder, source(), sink(other), "--json", "--limit", "8");

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isOne();
        assertThat(run.json().at("/counts/missing-column").asLong()).isOne();
        assertThat(run.json().at("/counts/tag").asLong()).isOne();
        assertThat(run.differences())
                .contains("tag cpu_host_h6_region_r0 region r0 r9", "missing-column free")
                .hasSize(8);
        assertThat(run.json().path("notes").toString()).contains("mem: column spare: not compared");

        VerifyRun all = VerifyRun.of(folder, source(), sink(other), "--json", "--limit", "10000", "--tables", "cpu");
        assertThat(all.json().at("/counts/missing-row").asLong()).isEqualTo(POINTS + 2);
        assertThat(all.json().at("/counts/extra-row").asLong()).isOne();
        assertThat(all.json().at("/counts/missing-table").asLong()).isOne();
        assertThat(all.json().at("/counts/extra-table").asLong()).isOne();
        assertThat(all.differences())
                .contains(
                        "missing-table cpu_host_h5_region_r1",
                        "extra-table other",
                        "missing-row cpu_host_h7_region_r1 " + time(1).replace("Z", "456Z"))
                .contains("extra-row other " + time(0).replace("Z", "000Z"));
    }

    @Test
    void aRenamedCopyOfSomeFieldsWithAnAddedTagIsEqual() throws InterruptedException {
        String other = tdengine.createDatabase("ns");
        String[] selection = {"measurements", "cpu", "fields", "busy,n", "table", "c_{host}"};
        Map<String, String> sink = sink(
                other,
                "transforms",
                "rename,tag",
                "transforms.rename.type",
                "io.tdconnect.transforms.RenameTable",
                "transforms.rename.rename",
                "rename-table:prefix:eu_",
                "transforms.tag.type",
                "io.tdconnect.transforms.AddTag",
                "transforms.tag.tags",
                "site=plant 1");
        ConnectorCopy.run(source(selection), sink, HOSTS * POINTS);

        VerifyRun equal = VerifyRun.of(folder, source(selection), sink, "--json", "-v");
        assertThat(equal.err()).isEmpty();
        assertThat(equal.differences()).isEmpty();
        assertThat(equal.status()).isZero();
        assertThat(equal.json().path("groups").findValuesAsText("name")).contains("eu_cpu", "eu_c_h3");
        assertThat(equal.json().path("rows").asLong()).isEqualTo(HOSTS * POINTS);

        VerifyRun withoutRenaming = VerifyRun.of(folder, source(selection), sink(other), "--json");
        assertThat(withoutRenaming.differences())
                .containsExactly("missing-table supertable is missing; the source has " + HOSTS + " for it");
    }

    /** Times that differ by less than a millisecond are one row in milliseconds. */
    @Test
    void pointsThatBecameOneRowAreCounted() throws InterruptedException {
        influx.createDatabase("close");
        List<String> lines = new ArrayList<>();
        for (int point = 0; point < 200; point++) {
            lines.add("fast,host=a v=" + point + " " + (FIRST * 1_000_000 + point * 250_000L));
        }
        influx.write("close", lines);
        String other = tdengine.createDatabase("ms");
        ConnectorCopy.run(source("bucket", "close"), sink(other), lines.size());

        VerifyRun run = VerifyRun.of(folder, source("bucket", "close"), sink(other), "--json");

        assertThat(run.differences()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.json().path("mergedRows").asLong()).isEqualTo(150);
    }

    @Test
    void refusalsSayWhichServerAndWhy() {
        VerifyRun login = VerifyRun.of(folder, source("password", "wrong8"), sink(database));
        assertThat(login.status()).isEqualTo(2);
        assertThat(login.err()).contains("InfluxDB", "option password").doesNotContain("wrong8");

        VerifyRun bucket = VerifyRun.of(folder, source("bucket", "absent"), sink(database));
        assertThat(bucket.status()).isEqualTo(2);
        assertThat(bucket.err()).contains("InfluxDB", "absent", "option bucket");

        VerifyRun missing = VerifyRun.of(folder, source(), sink("absent_db"));
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.err()).isEqualTo("Expected the database absent_db of -t, found none");

        VerifyRun target = VerifyRun.of(folder, source(), sink(database, "connection.password", "wrong9"));
        assertThat(target.status()).isEqualTo(2);
        assertThat(target.err()).contains("TDengine at " + tdengine.host()).doesNotContain("wrong9");
    }

    @Test
    void onlyTheTimesAndTablesThatAreNamedAreCompared() {
        VerifyRun run = verify("--json", "-v", "--tables", "cpu_host_h1_*,mem", "--from", time(100), "--to", time(200));

        assertThat(run.status()).isZero();
        assertThat(run.json().path("rows").asLong()).isEqualTo(3 * 100);
        assertThat(run.json().path("groups").findValuesAsText("name"))
                .contains("cpu_host_h1_region_r1", "mem_host_h0")
                .doesNotContain("cpu_host_h2_region_r0");
    }

    private static String time(int point) {
        return Instant.ofEpochMilli(FIRST + point * 1000L).toString();
    }
}

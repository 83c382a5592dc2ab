// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify;

import static org.assertj.core.api.Assertions.assertThat;

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

/** A copy of a database of TDengine 3 in another, of which something is changed. */
class TdengineCopyIT {
    private static final long FIRST = 1_700_000_000_123L;
    private static final int ROWS = 6_000;

    @TempDir
    static Path folder;

    private static TdengineServer tdengine;
    private static String original;
    private static String copy;

    @BeforeAll
    static void copy() {
        tdengine = TdengineServer.start();
        original = tdengine.createDatabase("ms");
        copy = tdengine.createDatabase("ms");
        fill(original, "m", "d", FIRST, 1);
        fill(copy, "m", "d", FIRST, 1);
    }

    @AfterAll
    static void stop() {
        tdengine.close();
    }

    /** Three subtables and a normal table. */
    private static void fill(String database, String stable, String prefix, long first, long unit) {
        tdengine.execute("CREATE STABLE " + database + "." + stable
                + " (ts TIMESTAMP, i INT, b BIGINT, u BIGINT UNSIGNED, f FLOAT, d DOUBLE, o BOOL, t TIMESTAMP,"
                + " s VARCHAR(20), n NCHAR(20)) TAGS (g INT, h NCHAR(10))");
        for (int table = 0; table < 3; table++) {
            insert(
                    database + "." + prefix + table + " USING " + database + "." + stable + " TAGS (" + table + ", 'é"
                            + table + "')",
                    first,
                    unit);
        }
        tdengine.execute("CREATE TABLE " + database + "." + prefix + "normal (ts TIMESTAMP, v DOUBLE)");
        tdengine.execute("INSERT INTO " + database + "." + prefix + "normal VALUES (" + first * unit + ", 1.5)");
    }

    private static void insert(String into, long first, long unit) {
        for (int from = 0; from < ROWS; from += 2_000) {
            StringBuilder sql = new StringBuilder("INSERT INTO ").append(into).append(" VALUES ");
            for (int row = from; row < from + 2_000; row++) {
                sql.append('(').append((first + row * 1000L) * unit).append(',');
                sql.append(row % 50 == 49 ? "NULL" : row - 100).append(',');
                sql.append((1L << 60) + row)
                        .append(",18446744073709551")
                        .append(100 + row % 500)
                        .append(',');
                sql.append(row * 0.1f)
                        .append(',')
                        .append(row * 0.1)
                        .append(',')
                        .append(row % 2 == 0)
                        .append(',');
                sql.append((first + row) * unit)
                        .append(",'text ")
                        .append(row % 9)
                        .append("','ä")
                        .append(row % 7)
                        .append("')");
            }
            tdengine.execute(sql.toString());
        }
    }

    private static Map<String, String> source(String database, String... more) {
        return connector("io.tdconnect.tdengine.source.TdengineSourceConnector", database, more);
    }

    private static Map<String, String> sink(String database, String... more) {
        return connector("io.tdconnect.tdengine.sink.TdengineSinkConnector", database, more);
    }

    private static Map<String, String> connector(String type, String database, String... more) {
        Map<String, String> config = new LinkedHashMap<>(Map.of(
                "name",
                "tdengine",
                "connector.class",
                type,
                "connection.url",
                tdengine.host() + ":" + tdengine.port(),
                "connection.user",
                tdengine.user(),
                "connection.password",
                tdengine.password(),
                "database",
                database));
        if (type.endsWith("SourceConnector")) {
            config.put("routing.headers", "minimal");
        }
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    private static VerifyRun verify(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--json"));
        arguments.addAll(List.of(more));
        return VerifyRun.of(folder, source(original), sink(copy), arguments.toArray(String[]::new));
    }

    private static String time(int row) {
        return Instant.ofEpochMilli(FIRST + row * 1000L).toString();
    }

    @ParameterizedTest
    @CsvSource({"'',aggregates", "--rows,hashes", "--quick,aggregates"})
    void aCopyIsEqual(String option, String method) {
        VerifyRun run = option.isEmpty() ? verify() : verify(option);

        assertThat(run.err()).isEmpty();
        assertThat(run.differences()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.json().path("compared").asText()).contains(method);
        assertThat(run.json().path("rows").asLong()).isEqualTo(3 * ROWS + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "0,i,7,-100,7",
        "3000,b,5,1152921504606849976,5",
        "5999,u,3,18446744073709551599,3",
        "17,f,9.5,1.7,9.5",
        "18,d,1.8000000001,1.8,1.8000000001",
        "19,o,true,0,1",
        "20,t,1700000000144,1700000000143,1700000000144",
        "21,s,'''text 4''',text 3,text 4",
        "22,n,'''ä2''',ä1,ä2",
        "23,s,'''''',text 5,''",
        "24,i,NULL,-76,null",
        "49,i,0,null,0",
        "25,d,NULL,2.5,null"
    })
    void aChangedValueIsFound(int row, String column, String value, String expected, String found) {
        String table = copy + ".d1";
        String time = String.valueOf(FIRST + row * 1000L);
        List<List<Object>> before = tdengine.query("SELECT " + column + " FROM " + table + " WHERE ts = " + time);
        tdengine.execute("INSERT INTO " + table + " (ts," + column + ") VALUES (" + time + "," + value + ")");
        try {
            VerifyRun run = verify();

            assertThat(run.differences())
                    .containsExactly("value d1 " + time(row) + " " + column + " " + expected + " " + found);
            assertThat(run.status()).isOne();
        } finally {
            restore(table, time, column, before.get(0).get(0));
        }
    }

    private static void restore(String table, String time, String column, Object value) {
        String text = value == null
                ? "NULL"
                : value instanceof Number || value instanceof Boolean
                        ? value.toString()
                        : value instanceof java.sql.Timestamp at ? String.valueOf(at.getTime()) : "'" + value + "'";
        tdengine.execute("INSERT INTO " + table + " (ts," + column + ") VALUES (" + time + "," + text + ")");
    }

    @ParameterizedTest
    @CsvSource({"0", "2999", "5999"})
    void aMissingRowAndOneAtAnotherTimeAreFound(int row) {
        long time = FIRST + row * 1000L;
        String table = copy + ".d2";
        tdengine.execute("DELETE FROM " + table + " WHERE ts = " + time);
        assertThat(verify().differences()).containsExactly("missing-row d2 " + time(row));

        tdengine.execute("INSERT INTO " + table + " (ts, i) VALUES (" + (time + 1) + ", 1)");
        assertThat(verify().differences())
                .containsExactlyInAnyOrder(
                        "missing-row d2 " + time(row), "extra-row d2 " + Instant.ofEpochMilli(time + 1));

        tdengine.execute("DELETE FROM " + table + " WHERE ts = " + (time + 1));
        tdengine.execute("INSERT INTO " + original + ".d2 (ts) VALUES (" + (FIRST - 1) + ")");
        tdengine.execute("DELETE FROM " + original + ".d2 WHERE ts < " + FIRST);
        String columns = "i,b,u,f,d,o,t,s,n";
        List<Object> values = tdengine.query("SELECT " + columns + " FROM " + original + ".d2 WHERE ts = " + time)
                .get(0);
        StringBuilder sql = new StringBuilder();
        for (Object value : values) {
            sql.append(sql.isEmpty() ? "" : ",")
                    .append(
                            value == null
                                    ? "NULL"
                                    : value instanceof java.sql.Timestamp at
                                            ? String.valueOf(at.getTime())
                                            : value instanceof String ? "'" + value + "'" : value.toString());
        }
        tdengine.execute("INSERT INTO " + table + " (ts," + columns + ") VALUES (" + time + "," + sql + ")");
        assertThat(verify().differences()).isEmpty();
    }
    /** The sums of both columns stay the same. */
    @Test
    void valuesThatChangedPlacesAreFound() {
        String row = copy + ".d0 (ts,i,s) VALUES (";
        tdengine.execute("INSERT INTO " + row + (FIRST + 300_000) + ",201,'text 4')");
        tdengine.execute("INSERT INTO " + row + (FIRST + 301_000) + ",200,'text 3')");
        try {
            assertThat(verify().differences())
                    .containsExactlyInAnyOrder(
                            "value d0 " + time(300) + " i 200 201",
                            "value d0 " + time(300) + " s text 3 text 4",
                            "value d0 " + time(301) + " i 201 200",
                            "value d0 " + time(301) + " s text 4 text 3");
        } finally {
            tdengine.execute("INSERT INTO " + row + (FIRST + 300_000) + ",200,'text 3')");
            tdengine.execute("INSERT INTO " + row + (FIRST + 301_000) + ",201,'text 4')");
        }
    }

    @Test
    void aRenamedCopyInAnotherPrecisionIsFollowedByTheCommandLineOfTheCopy() {
        String other = tdengine.createDatabase("us");
        fill(other, "eu_m", "eu_d", FIRST, 1_000);
        tdengine.execute("ALTER TABLE " + other + ".eu_d2 SET TAG h = 'x'");
        String login =
                tdengine.user() + ":" + tdengine.password() + "@" + tdengine.host() + ":" + tdengine.port() + "/";

        VerifyRun run = VerifyRun.of(
                "-f",
                "taos+ws://" + login + original,
                "-t",
                "taos+ws://" + login + other,
                "-T",
                "rename-table:prefix:eu_",
                "--json",
                "-j",
                "3");

        assertThat(run.err()).isEmpty();
        assertThat(run.differences()).containsExactly("tag eu_d2 h é2 x");
        assertThat(run.json().path("compared").asText()).isEqualTo("hashes of all rows");
        assertThat(run.json().path("rows").asLong()).isEqualTo(3 * ROWS + 1);
        assertThat(run.json().path("counts").toString()).isEqualTo("{\"tag\":1}");
        assertThat(run.status()).isOne();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.tdconnect.common.record.Routing;
import io.tdconnect.testing.version2.Version2Data;
import io.tdconnect.testing.version2.Version2Server;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Query mode with TDengine 2: the server of {@code TDENGINE2_URL}, else recorded answers of one. */
@Timeout(120)
class Version2IT {
    private static Version2Server server;

    @BeforeAll
    static void start() {
        server = Version2Server.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"ms, false", "us, false", "ns, false", "ms, true", "us, true", "ns, true"})
    void allRowsAreReadOnceWithTypesAndTags(String precision, boolean fromStable) throws InterruptedException {
        String db = server.database(precision);
        List<SourceRecord> records;
        try (QueryRun run =
                run(db, "stables", "m", "select.from.stable", String.valueOf(fromStable), "batch.rows", "7")) {
            records = run.takeAll();
        }

        List<SourceRecord> ofM1 = of(records, "m1");
        assertThat(records).hasSize(Version2Data.ROWS + 2);
        assertThat(QueryRun.values(ofM1, "ts")).containsExactlyElementsOf(times(precision));
        Struct first = (Struct) ofM1.get(0).value();
        assertThat(first.schema().field("u4").schema().parameters()).containsEntry("td.type", "INT UNSIGNED");
        assertThat(first.schema().field("n").schema().parameters()).containsEntry("td.type", "NCHAR(10)");
        assertThat(first.schema().field("ts").schema().parameters()).containsEntry("unit", precision);
        assertThat(values(first)).isEqualTo(firstOfM1(precision));
        assertThat(Routing.read(ofM1.get(0).headers()).table()).isEqualTo("m1");
        assertThat(values((Struct) of(records, "M2").get(1).value())).isEqualTo(lastOfM2(precision));
    }

    @Test
    void jsonTagsAndNormalTablesAreRead() throws InterruptedException {
        String db = server.database("us");
        List<SourceRecord> records;
        try (QueryRun run = run(db, "tables", "j.j1,log")) {
            records = run.takeAll();
        }

        assertThat(((Struct) of(records, "j1").get(0).value()).get("info"))
                .isEqualTo("{\"k\":\"杭\",\"n\":1.5,\"whole\":12345678901,\"none\":null,\"yes\":true}");
        assertThat(QueryRun.values(of(records, "log"), "ts")).containsExactly(-Version2Data.time("us", 0) / 2, -1L, 0L);
        assertThat(QueryRun.values(of(records, "log"), "v")).containsExactly(1.797e308, -0.1, null);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRangeOfTimeIsReadAndARestartGoesOn(boolean fromStable) throws InterruptedException {
        String db = server.database("ns");
        Map<String, String> properties = properties(
                db,
                "stables",
                "m",
                "tables",
                "m.m1",
                "select.from.stable",
                String.valueOf(fromStable),
                "begin.time",
                String.valueOf(Version2Data.time("ns", 3)),
                "end.time",
                String.valueOf(Version2Data.time("ns", 33)),
                "batch.rows",
                "4");
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        List<Object> read = new ArrayList<>();
        try (QueryRun run = new QueryRun(properties, offsets)) {
            read.addAll(QueryRun.values(run.take(10), "ts"));
        }
        assertThat(read).hasSizeLessThan(30);
        try (QueryRun run = new QueryRun(properties, offsets)) {
            read.addAll(QueryRun.values(run.takeAll(), "ts"));
        }

        assertThat(read).containsExactlyElementsOf(times("ns").subList(3, 33));
    }

    /** A window with more rows than the gateway sends, without an error, and connections that break in an answer. */
    @Test
    void answersThatAreCutOffAreReadAgain() throws InterruptedException {
        try (Version2Server own = Version2Server.startRecorded()) {
            own.recorded().limitRows(5);
            own.recorded().cut(3);
            Map<String, String> properties = QueryRun.with(
                    properties(own.database("ms"), "stables", "m", "batch.rows", "2"), "connection.url", own.url());
            List<SourceRecord> records;
            try (QueryRun run = new QueryRun(properties)) {
                records = run.takeAll();
            }

            assertThat(own.recorded().cutsLeft()).isZero();
            assertThat(QueryRun.values(of(records, "m1"), "ts")).containsExactlyElementsOf(times("ms"));
            assertThat(records).hasSize(Version2Data.ROWS + 2);
        }
    }

    @Test
    void newRowsAndSubtablesAreFound() throws InterruptedException {
        assumeFalse(server.isRecorded(), "recorded answers never change");
        String db = "version2_live";
        server.create(db);
        server.execute("CREATE STABLE " + db + ".m (ts TIMESTAMP, v INT) TAGS (g INT)");
        server.execute("CREATE TABLE " + db + ".d1 USING " + db + ".m TAGS (1)");
        server.execute("INSERT INTO " + db + ".d1 VALUES (1700000000000, 1)");
        try (QueryRun run = run(db, "mode", "all", "tables.refresh", "200ms", "excursion", "3s")) {
            assertThat(QueryRun.values(run.take(1), "v")).containsExactly(1);
            server.execute("INSERT INTO " + db + ".d1 VALUES (NOW, 2)");
            server.execute("INSERT INTO " + db + ".d2 USING " + db + ".m TAGS (2) VALUES (1700000000000, 3)");
            server.execute("ALTER STABLE " + db + ".m ADD COLUMN w BIGINT");
            server.execute("INSERT INTO " + db + ".d2 VALUES (NOW, 4, 5)");
            List<SourceRecord> records = run.take(3);
            assertThat(QueryRun.values(records, "v")).containsExactlyInAnyOrder(2, 3, 4);
            assertThat(QueryRun.values(of(records, "d2"), "g")).containsOnly(2);
        }
    }

    @Test
    void missingTablesAreReportedOnTheirOption() {
        String db = server.database("ms");

        assertThat(problems(properties(db))).isEmpty();
        assertThat(problems(properties(db, "tables", "m.m1,log", "stables", "m,j")))
                .isEmpty();
        assertThat(problems(properties("no_database"))).containsOnlyKeys("database");
        assertThat(problems(properties(db, "stables", "m,no_stable"))).containsOnlyKeys("stables");
        assertThat(problems(properties(db, "tables", "m1,no_table"))).containsOnlyKeys("tables");
        assertThat(problems(properties(db, "connection.password", "wrong-one")))
                .containsOnlyKeys("connection.password")
                .extractingByKey("connection.password")
                .asString()
                .doesNotContain("wrong-one");
    }

    @ParameterizedTest
    @CsvSource({
        "no_database, connection.password, taosdata, change database",
        "version2_ms, connection.password, wrong, change connection.user"
    })
    void aTaskThatWasStartedAllTheSameSaysWhatToChange(String db, String option, String value, String message)
            throws InterruptedException {
        server.database("ms");
        try (SourceRun run = new SourceRun(properties(db, option, value))) {
            assertThat(run.failure()).hasMessageContaining(message);
        }
    }

    @Test
    void subscriptionIsRefusedWithAdvice() throws InterruptedException {
        Map<String, String> properties = properties(server.database("ms"), "read.mode", "subscription");

        assertThat(problems(properties))
                .containsOnlyKeys("read.mode")
                .extractingByKey("read.mode")
                .asString()
                .contains("found 2.6.")
                .contains("read.mode=query");
        try (SourceRun run = new SourceRun(properties)) {
            assertThat(run.failure()).hasMessageContaining("read.mode=query");
        }
    }

    private static List<@Nullable Object> firstOfM1(String precision) {
        return Arrays.asList(
                Version2Data.time(precision, 0),
                false,
                (byte) -1,
                (short) -2,
                -3,
                -4L,
                (short) 5,
                6,
                7L,
                new BigDecimal(8),
                -0.1f,
                1e-300,
                "q\"u\\o\nte",
                "温度",
                Version2Data.time(precision, 1),
                1,
                "杭州",
                "a\"b",
                Version2Data.time(precision, 0),
                new BigDecimal("18446744073709551614"),
                0.1f,
                true);
    }

    private static List<@Nullable Object> lastOfM2(String precision) {
        return Arrays.asList(
                Version2Data.time(precision, 9),
                true,
                (byte) 127,
                (short) 32767,
                2147483647,
                9223372036854775807L,
                (short) 254,
                65534,
                4294967294L,
                new BigDecimal("18446744073709551614"),
                3.4e38f,
                1.797e308,
                "12345678901234567890",
                "1234567890",
                4102444800000L,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static QueryRun run(String database, String... more) {
        return new QueryRun(properties(database, more));
    }

    private static Map<String, String> properties(String database, String... more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "name", "version2",
                "connection.url", "jdbc:TAOS-RS://" + server.endpoint(),
                "read.mode", "query",
                "database", database,
                "interval", "50ms",
                "retry.backoff.ms", "20",
                "retry.backoff.max.ms", "100"));
        return QueryRun.with(properties, more);
    }

    private static List<Object> times(String precision) {
        List<Object> times = new ArrayList<>();
        for (int row = 0; row < Version2Data.ROWS; row++) {
            times.add(Version2Data.time(precision, row));
        }
        return times;
    }

    private static List<SourceRecord> of(List<SourceRecord> records, String table) {
        return records.stream().filter(record -> table.equals(record.key())).toList();
    }

    private static List<@Nullable Object> values(Struct row) {
        List<@Nullable Object> values = new ArrayList<>();
        row.schema().fields().forEach(field -> values.add(row.get(field)));
        return values;
    }

    private static Map<String, String> problems(Map<String, String> properties) {
        Map<String, String> problems = new HashMap<>();
        new TdengineSourceConnector().validate(properties).configValues().forEach(value -> {
            if (!value.errorMessages().isEmpty()) {
                problems.put(value.name(), String.join("; ", value.errorMessages()));
            }
        });
        return problems;
    }
}

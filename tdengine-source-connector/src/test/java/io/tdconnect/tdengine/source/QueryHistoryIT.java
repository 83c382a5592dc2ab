// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.record.DeclaredType;
import io.tdconnect.common.record.Routing;
import io.tdconnect.testing.TdengineServer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryHistoryIT {
    private static final long T0 = 1_700_000_000_000L;

    private static TdengineServer server;

    @BeforeAll
    static void start() {
        server = TdengineServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"ms, 1, false", "us, 1000, false", "ns, 1000000, true", "ms, 1, true"})
    void everyRowComesOnceWithItsTagsAndAllDigits(String precision, long perMilli, boolean fromStable)
            throws InterruptedException {
        String db = server.createDatabase(precision);
        server.execute("CREATE STABLE " + db + ".m (ts TIMESTAMP, v INT) TAGS (g INT, loc NCHAR(10))");
        long first = T0 * perMilli + (perMilli - 1);
        for (int table = 0; table < 3; table++) {
            insert(db, "d" + table, "m", table + ", '杭" + table + "'", first, 40);
        }
        try (QueryRun run = new QueryRun(
                QueryRun.properties(server, db, "select.from.stable", String.valueOf(fromStable), "batch.rows", "7"))) {
            List<SourceRecord> records = run.takeAll();

            assertThat(run.parts())
                    .isEqualTo(
                            fromStable
                                    ? "1\t1\n1.0000\t120\tm"
                                    : "3\t3\n1.0000\t40\td0\n1.0000\t40\td1\n1.0000\t40\td2");
            assertThat(keys(records)).hasSize(120).containsExactlyInAnyOrderElementsOf(new HashSet<>(keys(records)));
            Struct row = (Struct) records.get(0).value();
            assertThat(row.get("ts")).isEqualTo(first);
            assertThat(row.get("loc")).isEqualTo("杭" + row.get("g"));
            assertThat(row.schema().field("ts").schema().parameters()).containsEntry("unit", precision);
            assertThat(records.get(0).topic()).isEqualTo(db + ".m");
            assertThat(Routing.read(records.get(0).headers()))
                    .isEqualTo(new Routing(db, "m", "d" + row.get("g"), List.of("g", "loc"), "ts"));
        }
    }

    /** A task may have no table, and a database may be empty: there is nothing to wait for. */
    @Test
    void aHistoryWithoutTablesIsFinished() throws InterruptedException {
        String db = server.createDatabase("ms");
        try (SourceRun run = new SourceRun(SourceRun.properties(server, "database", db, "read.mode", "query"))) {
            Awaitility.await().until(() -> run.poll().isEmpty() && run.finished());
            assertThat(run.metric("finished")).isEqualTo(1L);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRestartGoesOnWhereTheLastBatchEnded(boolean fromStable) throws InterruptedException {
        String db = server.createDatabase("ns");
        server.execute("CREATE STABLE " + db + ".m (ts TIMESTAMP, v INT) TAGS (g INT)");
        for (int table = 0; table < 4; table++) {
            insert(db, "d" + table, "m", String.valueOf(table), T0 * 1_000_000, 100);
        }
        Map<String, String> properties =
                QueryRun.properties(server, db, "select.from.stable", String.valueOf(fromStable), "batch.rows", "9");
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        List<String> keys = new ArrayList<>();
        for (int stop = 0; stop < 4; stop++) {
            try (QueryRun run = new QueryRun(properties, offsets)) {
                keys.addAll(keys(run.take(20)));
            }
        }
        try (QueryRun run = new QueryRun(properties, offsets)) {
            keys.addAll(keys(run.takeAll()));
        }

        assertThat(keys).hasSize(400).doesNotHaveDuplicates();
    }

    @Test
    void windowsShrinkAndGrowWithoutLosingRowsAtTheirBorders() throws InterruptedException {
        String db = server.createDatabase("ms");
        server.execute("CREATE TABLE " + db + ".t (ts TIMESTAMP, v INT)");
        LongStream farApart = LongStream.range(1, 40).map(i -> T0 + i * 86_400_000L * i);
        List<Long> times = LongStream.concat(LongStream.range(T0, T0 + 3_000), farApart)
                .boxed()
                .toList();
        insertTimes(db + ".t", times);
        try (QueryRun run = new QueryRun(QueryRun.properties(server, db, "window", "1h", "window.max.rows", "1000"))) {
            assertThat(QueryRun.values(run.takeAll(), "ts")).isEqualTo(new ArrayList<Object>(times));
            assertThat((Long) run.figure("rows")).isEqualTo(times.size());
        }
    }

    @Test
    void beginAndEndLimitARange() throws InterruptedException {
        String db = server.createDatabase("ms");
        server.execute("CREATE TABLE " + db + ".t (ts TIMESTAMP, v INT)");
        insertTimes(db + ".t", List.of(T0, T0 + 1, T0 + 2, T0 + 3));
        try (QueryRun run = new QueryRun(QueryRun.properties(
                server, db, "begin.time", String.valueOf(T0 + 1), "end.time", "2023-11-14T22:13:20.003Z"))) {
            assertThat(QueryRun.values(run.takeAll(), "ts")).containsExactly(T0 + 1, T0 + 2);
        }
    }

    @Test
    void tablesAreSelectedAndSplitOverTasks() throws InterruptedException {
        String db = server.createDatabase("ms");
        for (String stable : List.of("a", "b")) {
            server.execute("CREATE STABLE " + db + "." + stable + " (ts TIMESTAMP, v INT) TAGS (g INT)");
            for (int table = 0; table < 12; table++) {
                insert(db, stable + table, stable, "1", T0, 2);
            }
        }
        server.execute("CREATE TABLE " + db + ".plain (ts TIMESTAMP, v INT)");
        insertTimes(db + ".plain", List.of(T0));

        assertThat(tables(QueryRun.properties(server, db))).hasSize(25);
        assertThat(tables(QueryRun.properties(server, db, "stables", "b"))).hasSize(12);
        assertThat(tables(QueryRun.properties(server, db, "tables", "a1,b.b2,b.a3,plain")))
                .containsExactly("a1", "b2", "plain");
        assertThat(tables(QueryRun.properties(server, db, "tables", "a.a1,b.b2,b.a3", "select.from.stable", "true")))
                .containsExactly("a1", "b2");
        for (String fromStable : List.of("false", "true")) {
            Set<String> all = new TreeSet<>();
            for (int task = 0; task < 3; task++) {
                Set<String> ofTask = tables(QueryRun.properties(
                        server,
                        db,
                        "stables",
                        "a,b",
                        "select.from.stable",
                        fromStable,
                        "stable.groups",
                        "3",
                        "task.id",
                        String.valueOf(task),
                        "task.count",
                        "3"));
                assertThat(ofTask).hasSizeBetween(1, 20);
                ofTask.forEach(table -> assertThat(all.add(table)).as(table).isTrue());
            }
            assertThat(all).hasSize(24);
        }
    }

    @Test
    void everyTypeAndEveryNullIsKept() throws InterruptedException {
        String db = server.createDatabase("ms");
        server.execute("CREATE STABLE " + db + ".m (ts TIMESTAMP, b BOOL, ti TINYINT, si SMALLINT, i INT, bi BIGINT,"
                + " f FLOAT, d DOUBLE, v VARCHAR(20), n NCHAR(20), tu TINYINT UNSIGNED, su SMALLINT UNSIGNED,"
                + " iu INT UNSIGNED, bu BIGINT UNSIGNED, vb VARBINARY(20), t2 TIMESTAMP) TAGS (g VARCHAR(5), h INT)");
        server.execute("INSERT INTO " + db + ".d USING " + db + ".m TAGS ('x', NULL) VALUES (" + T0
                + ", true, -1, -2, -3, -4, 1.5, 2.5, 'vä', 'nä', 255, 65535, 4294967295, 18446744073709551615,"
                + " '\\x0102', " + T0 + ")");
        server.execute("INSERT INTO " + db + ".d (ts, i) VALUES (" + (T0 + 1) + ", NULL)");
        for (String fromStable : List.of("false", "true")) {
            try (QueryRun run = new QueryRun(QueryRun.properties(server, db, "select.from.stable", fromStable))) {
                List<SourceRecord> records = run.takeAll();

                Struct full = (Struct) records.get(0).value();
                assertThat(full.get("bu")).isEqualTo(new BigDecimal("18446744073709551615"));
                assertThat(List.of(full.get("b"), full.get("ti"), full.get("si"), full.get("i"), full.get("bi")))
                        .containsExactly(true, (byte) -1, (short) -2, -3, -4L);
                assertThat(List.of(full.get("f"), full.get("d"), full.get("v"), full.get("n"), full.get("t2")))
                        .containsExactly(1.5f, 2.5, "vä", "nä", T0);
                assertThat(List.of(full.get("tu"), full.get("su"), full.get("iu"), full.get("g")))
                        .containsExactly((short) 255, 65535, 4_294_967_295L, "x");
                assertThat((byte[]) full.get("vb")).containsExactly(1, 2);
                assertThat(DeclaredType.of(full.schema().field("n").schema())).isEqualTo("NCHAR(20)");
                assertThat(DeclaredType.of(full.schema().field("v").schema())).isEqualTo("VARCHAR(20)");
                Struct empty = (Struct) records.get(1).value();
                empty.validate();
                empty.schema().fields().stream()
                        .filter(field -> !List.of("ts", "g").contains(field.name()))
                        .forEach(field ->
                                assertThat(empty.get(field)).as(field.name()).isNull());
            }
        }
    }

    @Test
    void wideRowsAndLongRowsPass() throws InterruptedException {
        String db = server.createDatabase("ms");
        StringBuilder columns = new StringBuilder("ts TIMESTAMP");
        StringBuilder values = new StringBuilder();
        for (int i = 1; i < 4_095; i++) {
            columns.append(", c").append(i).append(" INT");
            values.append(", ").append(i);
        }
        server.execute("CREATE TABLE " + db + ".wide (" + columns + ")");
        server.execute("INSERT INTO " + db + ".wide VALUES (" + T0 + values + ")");
        server.execute("CREATE TABLE " + db + ".deep (ts TIMESTAMP, a VARCHAR(32000), b VARCHAR(32000))");
        for (int i = 0; i < 50; i++) {
            server.execute("INSERT INTO " + db + ".deep VALUES (" + (T0 + i) + ", '" + "a".repeat(32_000) + "', '"
                    + "b".repeat(32_000) + "')");
        }
        try (QueryRun run = new QueryRun(QueryRun.properties(server, db))) {
            List<SourceRecord> records = run.takeAll();

            assertThat(records).hasSize(51);
            assertThat(((Struct) records.get(50).value()).get("c4094")).isEqualTo(4_094);
            assertThat(((Struct) records.get(49).value()).getString("b")).hasSize(32_000);
        }
    }

    @Test
    void databaseWithoutRowsIsAtItsEnd() throws InterruptedException {
        String db = server.createDatabase("ms");
        server.execute("CREATE STABLE " + db + ".m (ts TIMESTAMP, v INT) TAGS (g INT)");
        server.execute("CREATE TABLE " + db + ".d USING " + db + ".m TAGS (1)");
        for (String fromStable : List.of("false", "true")) {
            try (QueryRun run = new QueryRun(QueryRun.properties(server, db, "select.from.stable", fromStable))) {
                assertThat(run.takeAll()).isEmpty();
            }
        }
    }

    @Test
    void rowsOfATableShareARecord() throws InterruptedException {
        String db = server.createDatabase("ms");
        server.execute("CREATE STABLE " + db + ".m (ts TIMESTAMP, v INT) TAGS (g INT)");
        for (int table = 0; table < 3; table++) {
            insert(db, "d" + table, "m", "1", T0, 25);
        }
        try (QueryRun run =
                new QueryRun(QueryRun.properties(server, db, "select.from.stable", "true", "rows.per.record", "10"))) {
            List<SourceRecord> records = run.takeAll();

            assertThat(records).hasSize(9);
            assertThat(records)
                    .extracting(record -> ((List<?>) record.value()).size())
                    .containsOnly(10, 5);
        }
    }

    private static Set<String> tables(Map<String, String> properties) throws InterruptedException {
        Set<String> tables = new TreeSet<>();
        try (QueryRun run = new QueryRun(properties)) {
            run.takeAll().forEach(record -> tables.add((String) record.key()));
        }
        return tables;
    }

    private static List<String> keys(List<SourceRecord> records) {
        return records.stream()
                .map(record -> record.key() + "@" + ((Struct) record.value()).get("ts"))
                .toList();
    }

    private static void insert(String db, String table, String stable, String tags, long first, int rows) {
        StringBuilder sql = new StringBuilder(
                "INSERT INTO " + db + "." + table + " USING " + db + "." + stable + " TAGS (" + tags + ") VALUES");
        for (int i = 0; i < rows; i++) {
            sql.append(" (").append(first + i).append(", ").append(i).append(')');
        }
        server.execute(sql.toString());
    }

    private static void insertTimes(String table, List<Long> times) {
        StringBuilder sql = new StringBuilder("INSERT INTO " + table + " VALUES");
        times.forEach(time -> sql.append(" (").append(time).append(", 1)"));
        server.execute(sql.toString());
    }
}

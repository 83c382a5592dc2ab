// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.map;
import static io.tdconnect.tdengine.sink.Records.meter;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.sink.RunningSink;
import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.testing.TdengineServer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TablesIT {
    private static TdengineServer server;

    @BeforeAll
    static void start() {
        server = TdengineServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void createsTheDatabaseWithPrecisionAndKeep() {
        String database = server.uniqueDatabase();
        try (RunningSink sink = new RunningSink(
                server,
                database,
                "auto.create.database",
                "true",
                "auto.create.database.precision",
                "ns",
                "auto.create.database.keep",
                "36500d")) {
            sink.put(map("ts", "2023-11-14T22:13:20.123456789Z", "id", 1L, "v", 1L, "groupid", 1L));
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.query("SELECT CAST(ts AS BIGINT) FROM " + database + ".meters"))
                .containsExactly(List.of(1_700_000_000_123_456_789L));
        assertThat(server.query(
                        "SELECT `precision` FROM information_schema.ins_databases WHERE name = '" + database + "'"))
                .containsExactly(List.of("ns"));
    }

    @Test
    void createsNothingThatItMayNot() {
        String database = server.createDatabase("ms");
        try (RunningSink sink = new RunningSink(server, database, "auto.create.stable", "false")) {
            sink.put(meter(1, TS));
            sink.writeAll();
            assertThat(sink.context.reported).singleElement().satisfies(bad -> {
                assertThat(bad.fault()).isEqualTo(Fault.MISSING_TABLE);
                assertThat(bad.reason()).hasMessageContaining("auto.create.stable");
            });
        }
        server.execute("CREATE STABLE " + database + ".meters (ts TIMESTAMP, v INT) TAGS (groupid INT)");
        server.execute("CREATE TABLE " + database + ".d1 USING " + database + ".meters TAGS (1)");
        try (RunningSink sink = new RunningSink(server, database, "auto.create.table", "false")) {
            sink.put(map("ts", TS, "id", 1L, "groupid", 1L), map("ts", TS, "id", 2L, "groupid", 1L));
            sink.writeAll();
            assertThat(sink.context.reported).singleElement().satisfies(bad -> {
                assertThat(bad.entry().kafkaOffset()).isEqualTo(1);
                assertThat(bad.reason()).hasMessageContaining("d2").hasMessageContaining("auto.create.table");
            });
        }
        assertThat(server.count(database + ".meters")).isEqualTo(1);
    }

    @Test
    void changesNothingThatItMayNot() {
        String database = narrowTable();
        String[] options = {
            "auto.evolve.columns", "false", "auto.evolve.tags", "false", "auto.evolve.lengths", "false", "table", "d1"
        };
        try (RunningSink sink = new RunningSink(server, database, options)) {
            sink.put(rowsThatAskForChanges());
            sink.writeAll();
            assertThat(sink.context.reported)
                    .extracting(BadRecord::fault)
                    .containsExactlyInAnyOrder(Fault.MISSING_COLUMN, Fault.MISSING_COLUMN, Fault.VALUE_TOO_LONG);
            assertThat(sink.context.reported)
                    .extracting(bad -> String.valueOf(bad.reason().getMessage()))
                    .anyMatch(text -> text.contains("auto.evolve.columns=true"))
                    .anyMatch(text -> text.contains("auto.evolve.tags=true"));
        }

        assertThat(server.query("SELECT v FROM " + database + ".d1")).containsExactly(List.of("abcd"));
    }

    @Test
    void dropsFieldsAndCutsValuesWhereTheTableMayNotChange() {
        String database = narrowTable();
        String[] options = {
            "behavior.on.missing.column",
            "drop-field",
            "behavior.on.value.too.long",
            "truncate",
            "auto.evolve",
            "false",
            "table",
            "d1"
        };
        try (RunningSink sink = new RunningSink(server, database, options)) {
            sink.put(rowsThatAskForChanges());
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.query("SELECT v FROM " + database + ".d1 ORDER BY ts"))
                .containsExactly(List.of("a"), List.of("b"), List.of("abcd"), List.of("abcd"));
    }

    private static String narrowTable() {
        String database = server.createDatabase("ms");
        server.execute("CREATE STABLE " + database + ".meters (ts TIMESTAMP, v VARCHAR(4)) TAGS (groupid INT)");
        return database;
    }

    private static Object[] rowsThatAskForChanges() {
        return new Object[] {
            map("ts", TS, "id", 1L, "v", "a", "groupid", 1L),
            map("ts", TS + 1, "v", "b", "groupid", 1L, "location", "x"),
            map("ts", TS + 2, "v", "abcde", "groupid", 1L),
            map("ts", TS + 3, "v", "abcd", "groupid", 1L)
        };
    }

    @Test
    void seesAColumnThatSomebodyElseAdds() {
        String database = server.createDatabase("ms");
        server.execute("CREATE STABLE " + database + ".meters (ts TIMESTAMP, v INT) TAGS (groupid INT)");
        try (RunningSink sink = new RunningSink(server, database, "table", "d1", "auto.evolve", "false")) {
            sink.put(map("ts", TS, "v", 1L, "w", 1L, "groupid", 1L));
            sink.writeAll();
            assertThat(sink.context.reported).hasSize(1);
            server.execute("ALTER STABLE " + database + ".meters ADD COLUMN w INT");
            sink.put(map("ts", TS, "v", 1L, "w", 1L, "groupid", 1L));
            sink.writeAll();
            assertThat(sink.context.reported).hasSize(1);
        }

        assertThat(server.query("SELECT w FROM " + database + ".d1")).containsExactly(List.of(1));
    }

    @Test
    void addsTagsAndMakesTextTagsLonger() {
        String database = server.createDatabase("ms");
        try (RunningSink sink = new RunningSink(server, database, "tags", "groupid,location,line")) {
            sink.put(map("ts", TS, "id", 1L, "v", 1L, "groupid", 1L, "location", "here"));
            sink.writeAll();
            sink.put(map("ts", TS, "id", 2L, "v", 1L, "groupid", 1L, "location", "x".repeat(40), "line", "ü"));
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.query("SELECT TAGS tbname, location, line FROM " + database + ".meters WHERE tbname = 'd2'"))
                .containsExactly(List.of("d2", "x".repeat(40), "ü"));
    }

    @Test
    void writesToTablesWithoutSupertable() {
        String database = server.createDatabase("ms");
        server.execute("CREATE TABLE " + database + ".d0 (ts TIMESTAMP, id INT, groupid INT)");
        try (RunningSink sink = new RunningSink(server, database, "stable", "")) {
            sink.put(IntStream.range(0, 60).mapToObj(i -> meter(i % 3, TS + i)).toArray());
            sink.put(map("ts", TS + 100, "id", 1L, "extra", "text"));
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.count(database + ".d0")).isEqualTo(20);
        assertThat(server.count(database + ".d1")).isEqualTo(21);
        assertThat(server.query("SELECT voltage, groupid, location FROM " + database + ".d0 LIMIT 1"))
                .containsExactly(List.of(222L, 0, "California.SanDiego"));
        assertThat(server.query("SELECT extra FROM " + database + ".d1 WHERE ts = " + (TS + 100)))
                .containsExactly(List.of("text"));
        assertThat(server.query(
                        "SELECT stable_name FROM information_schema.ins_stables WHERE db_name = '" + database + "'"))
                .isEmpty();
    }

    @Test
    void respectsACompositePrimaryKey() {
        String database = server.createDatabase("ms");
        server.execute("CREATE STABLE " + database
                + ".meters (ts TIMESTAMP, event VARCHAR(16) PRIMARY KEY, v INT) TAGS (groupid INT)");
        try (RunningSink sink = new RunningSink(server, database, "table", "d1")) {
            sink.put(
                    map("ts", TS, "event", "a", "v", 1L, "groupid", 1L),
                    map("ts", TS, "event", "b", "v", 2L, "groupid", 1L),
                    map("ts", TS, "event", null, "v", 3L, "groupid", 1L),
                    map("ts", TS, "v", 4L, "groupid", 1L),
                    map("ts", TS, "event", "a", "v", 5L, "groupid", 1L));
            sink.writeAll();
            assertThat(sink.context.reported)
                    .extracting(bad -> bad.entry().kafkaOffset())
                    .containsExactlyInAnyOrder(2L, 3L);
            assertThat(sink.context.reported.get(0).reason()).hasMessageContaining("event");
        }

        assertThat(server.query("SELECT event, v FROM " + database + ".d1 ORDER BY event"))
                .containsExactly(List.of("a", 5), List.of("b", 2));
    }

    @Test
    void twoTasksCreateAndExtendTheSameSupertableAtOnce() throws InterruptedException {
        String database = server.createDatabase("ms");
        try (RunningSink one = new RunningSink(server, database);
                RunningSink other = new RunningSink(server, database)) {
            Thread thread = new Thread(() -> putGrowingRows(other, 2, 10, 20));
            thread.start();
            putGrowingRows(one, 1, 30, 15);
            thread.join();
            assertThat(one.context.reported).isEmpty();
            assertThat(other.context.reported).isEmpty();
        }

        assertThat(server.count(database + ".meters")).isEqualTo(10);
        String lengths = "SELECT CHAR_LENGTH(b4), CHAR_LENGTH(c) FROM " + database;
        assertThat(server.query(lengths + ".d1 WHERE ts = " + (TS + 4))).containsExactly(List.of(121L, 61L));
        assertThat(server.query(lengths + ".d2 WHERE ts = " + (TS + 4))).containsExactly(List.of(41L, 81L));
    }

    /** Each row has a new column of its table, a new column of both tables, and longer text. */
    private static void putGrowingRows(RunningSink sink, long id, int ofB, int ofC) {
        for (int i = 0; i < 5; i++) {
            Map<String, Object> row = map("ts", TS + i, "id", id, "groupid", 1L);
            row.put("a" + id + i, (long) i);
            row.put("b" + i, "x".repeat(ofB * i + 1));
            row.put("c", "y".repeat(ofC * i + 1));
            sink.put(row);
            sink.writeAll();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.sink.config.TextOptions.ValueFormat;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.testing.TdengineServer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A record beyond a limit of TDengine is bad or is made to fit; the other records of its batch are written and the task
 * continues.
 */
class LimitsIT {
    @AutoClose
    private static final TdengineServer server = TdengineServer.start();

    static Stream<Arguments> badRows() {
        return Stream.of(
                Arguments.of("a row of 70,000 bytes", Fault.VALUE_TOO_LONG, row("x", text(40_000), "y", text(30_000))),
                Arguments.of("a text of 66,000 bytes", Fault.VALUE_TOO_LONG, row("x", text(66_000))),
                Arguments.of("a text of 1 MB", Fault.VALUE_TOO_LONG, row("x", text(1 << 20))),
                Arguments.of("a Chinese text of 17,000", Fault.VALUE_TOO_LONG, row("x", "文".repeat(17_000))),
                Arguments.of("a tag of 17,000 bytes", Fault.VALUE_TOO_LONG, row("location", text(17_000))),
                Arguments.of("a Chinese tag of 4,200", Fault.VALUE_TOO_LONG, row("location", "文".repeat(4_200))),
                Arguments.of("4,200 fields", Fault.MISSING_COLUMN, manyFields()),
                Arguments.of("a field tbname", Fault.BAD_NAME, row("tbname", "d9")),
                Arguments.of("a field TBNAME", Fault.BAD_NAME, row("TBNAME", 1L)),
                Arguments.of("a long name", Fault.BAD_NAME, row("n".repeat(65), 1L)),
                Arguments.of("no value", Fault.TYPE_MISMATCH, row("x", Stream.of(1))));
    }

    private static Map<String, Object> row(Object... namesAndValues) {
        Map<String, Object> row = map("ts", TS + 1, "id", 1L, "v", 1L, "groupid", 1L);
        row.putAll(map(namesAndValues));
        return row;
    }

    private static Map<String, Object> manyFields() {
        Map<String, Object> row = row();
        for (int i = 0; i < 4_200; i++) {
            row.put("f" + i, (long) i);
        }
        return row;
    }

    private static String text(int length) {
        return "x".repeat(length);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRows")
    void aRowThatNoTableCanHoldIsBadWhetherTheTableIsNewOrNot(String what, Fault fault, Map<String, Object> bad) {
        String database = server.createDatabase("ms");
        try (RunningSink sink = new RunningSink(server, database)) {
            sink.put(bad, good(1), good(2));
            sink.writeAll();
            assertOnlyBad(sink, fault, 0);
            sink.put(good(3), bad, good(4));
            sink.writeAll();
            assertOnlyBad(sink, fault, 0, 4);
        }
        assertThat(server.count(database + ".meters")).isEqualTo(4);
    }

    private static Map<String, Object> good(long i) {
        return map("ts", TS + 10 + i, "id", i, "v", i, "groupid", 1L);
    }

    private static void assertOnlyBad(RunningSink sink, Fault fault, Long... offsets) {
        assertThat(sink.context.reported)
                .extracting(bad -> bad.entry().kafkaOffset())
                .containsExactlyInAnyOrder(offsets);
        assertThat(sink.context.reported)
                .allSatisfy(bad -> assertThat(bad.fault())
                        .as("%s", bad.reason().getMessage())
                        .isEqualTo(fault));
    }

    private static void assertOnlyBad(RunningSink sink, Fault fault, int... offsets) {
        assertOnlyBad(
                sink, fault, Arrays.stream(offsets).mapToObj(Long::valueOf).toArray(Long[]::new));
    }

    @Test
    void moreThan128TagsAreTooMany() {
        String database = server.createDatabase("ms");
        StringBuilder tags = new StringBuilder("groupid");
        Map<String, Object> bad = row();
        for (int i = 0; i < 128; i++) {
            tags.append(",t").append(i);
            bad.put("t" + i, (long) i);
        }
        try (RunningSink sink = new RunningSink(server, database, "tags", tags.toString())) {
            sink.put(bad, good(1));
            sink.writeAll();
            assertOnlyBad(sink, Fault.MISSING_COLUMN, 0);
        }
        assertThat(server.count(database + ".meters")).isEqualTo(1);
    }

    /** TDengine counts the timestamp and the two tags, too. */
    @Test
    void aTableTakes4096ColumnsAndTagsAndNotOneMore() {
        String database = server.createDatabase("ms");
        Map<String, Object> most = map("ts", TS, "id", 1L, "v", 1L, "groupid", 1L, "location", "a");
        for (int i = 0; most.size() < 4_096; i++) {
            most.put("f" + i, (long) i);
        }
        Map<String, Object> tooMany = map("ts", TS + 1, "id", 1L, "groupid", 1L, "location", "a", "one_more", 1L);
        try (RunningSink sink = new RunningSink(server, database)) {
            sink.put(most);
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
            sink.put(tooMany, good(1));
            sink.writeAll();
            assertOnlyBad(sink, Fault.MISSING_COLUMN, 1);
        }
        assertThat(server.query("SELECT f0, f4089, f4090 FROM " + database + ".meters WHERE ts = " + TS))
                .containsExactly(List.of(0L, 4_089L, 4_090L));
        assertThat(server.count(database + ".meters")).isEqualTo(2);
    }

    @Test
    void aRecordOfAMegabyteIsAnArrayOfRows() {
        String database = server.createDatabase("ms");
        List<Map<String, Object>> rows = LongStream.range(0, 12_000)
                .mapToObj(i -> map("ts", TS + i, "id", i % 10, "v", i, "groupid", i % 10, "note", "x".repeat(60)))
                .toList();
        try (RunningSink sink = new RunningSink(server, database)) {
            sink.put(rows, good(20_000));
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }
        assertThat(server.query("SELECT COUNT(*), SUM(v) FROM " + database + ".meters"))
                .containsExactly(List.of(12_001L, 12_000L * 11_999 / 2 + 20_000));
    }

    @Test
    void textsGrowToWhatFitsIntoARow() {
        String database = server.createDatabase("ms");
        try (RunningSink sink = new RunningSink(server, database)) {
            // New columns with a usual length of 65,517 each; then longer ones; then more than fits.
            sink.put(row("x", text(17_000), "y", text(17_000), "c", "文".repeat(1_400)), good(1));
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
            sink.put(row("ts", TS + 2, "x", text(20_000)), row("ts", TS + 3, "y", text(18_000)));
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
            sink.put(row("ts", TS + 4, "x", text(45_000)), row("ts", TS + 5, "x", "short"));
            sink.writeAll();
            assertOnlyBad(sink, Fault.VALUE_TOO_LONG, 4);
        }
        assertThat(server.query("SELECT CHAR_LENGTH(x), CHAR_LENGTH(y), CHAR_LENGTH(c) FROM " + database
                        + ".d1 WHERE x IS NOT NULL OR y IS NOT NULL ORDER BY ts"))
                .containsExactly(
                        List.of(17_000L, 17_000L, 1_400L),
                        Arrays.asList(20_000L, null, null),
                        Arrays.asList(null, 18_000L, null),
                        Arrays.asList(5L, null, null));
    }

    @Test
    void textsOfATableThatExistsGrowToWhatFits() {
        String database = server.createDatabase("ms");
        server.execute(
                "CREATE STABLE " + database
                        + ".meters (ts TIMESTAMP, x VARCHAR(16), y VARCHAR(16), b VARBINARY(4)) TAGS (groupid INT, t VARCHAR(4))");
        try (RunningSink sink = new RunningSink(server, database, "tags", "groupid,t", "table", "d1")) {
            sink.put(map("ts", TS, "x", text(17_000), "y", text(17_000), "b", new byte[100], "groupid", 1L, "t", "a"));
            sink.put(map("ts", TS + 1, "x", "a", "groupid", 1L, "t", text(16_000)));
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }
        assertThat(server.query("SELECT CHAR_LENGTH(x), CHAR_LENGTH(y) FROM " + database + ".d1 WHERE ts = " + TS))
                .containsExactly(List.of(17_000L, 17_000L));
    }

    @Test
    void aLongTagFitsInto16Kilobytes() {
        String database = server.createDatabase("ms");
        try (RunningSink sink = new RunningSink(server, database)) {
            sink.put(row("location", text(5_000)), good(1));
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }
        assertThat(server.query("SELECT TAGS CHAR_LENGTH(location) FROM " + database + ".meters WHERE tbname = 'd1'"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "0123456789012345678901234567890123456789012345678901234567890123456789", "a`b"})
    void aNameThatNoDatabaseCanHaveIsABadRecord(String name) {
        String database = server.createDatabase("ms");
        try (RunningSink sink = new RunningSink(server, database, "database", "{db}")) {
            Map<String, Object> bad = row("db", name);
            Map<String, Object> good = good(2);
            good.put("db", database);
            sink.put(good, bad);
            sink.writeAll();
            assertThat(sink.context.reported).singleElement().satisfies(record -> {
                assertThat(record.entry().kafkaOffset()).isEqualTo(1);
                assertThat(record.fault()).isIn(Fault.BAD_NAME, Fault.MISSING_VARIABLE);
            });
        }
        assertThat(server.count(database + ".meters")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m`n,a=x f=1 1700000000000000000",
                "m,tbname=x f=1 1700000000000000000",
                "m,a=x tbname=1 1700000000000000000"
            })
    void aNameInLineProtocolThatTdengineRefusesIsABadRecord(String line) {
        String database = server.createDatabase("ns");
        try (RunningSink sink = RunningSink.ofText(server, database, ValueFormat.LINE)) {
            sink.put("m,a=x f=1 1700000000000000001", line, "m,a=x f=2 1700000000000000002");
            sink.writeAll();
            assertThat(sink.context.reported).singleElement().satisfies(bad -> {
                assertThat(bad.entry().kafkaOffset()).isEqualTo(1);
                assertThat(bad.fault()).isIn(Fault.BAD_NAME, Fault.MALFORMED_TEXT);
            });
        }
        assertThat(server.count(database + ".m")).isEqualTo(2);
    }

    @Test
    void aNameInTelnetTextOrJsonThatTdengineRefusesIsABadRecord() {
        String database = server.createDatabase("ms");
        try (RunningSink sink = RunningSink.ofText(server, database, ValueFormat.TELNET)) {
            sink.put("m 1700000000 1.5 host=a", "m`x 1700000000 1.5 host=a", "m 1700000001 1.5 tbname=a");
            sink.writeAll();
            assertThat(sink.context.reported)
                    .extracting(bad -> bad.entry().kafkaOffset())
                    .containsExactlyInAnyOrder(1L, 2L);
        }
        assertThat(server.count(database + ".m")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"statement", "sql"})
    void aShapeThatIsNoneIsABadRecord(String method) {
        String database = server.createDatabase("ms");
        server.execute("CREATE STABLE " + database + ".meters (ts TIMESTAMP, id BIGINT, v BIGINT, g GEOMETRY(100))"
                + " TAGS (groupid BIGINT)");
        try (RunningSink sink = new RunningSink(server, database, "write.method", method)) {
            sink.put(good(1), row("g", new byte[] {1, 2, 3}), good(2));
            sink.writeAll();
            assertOnlyBad(sink, Fault.TYPE_MISMATCH, 1);
        }
        assertThat(server.count(database + ".meters")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"statement", "sql"})
    void rowsWithoutAnyTagCreateTheirSubtables(String method) {
        String database = server.createDatabase("ms");
        server.execute("CREATE STABLE " + database + ".meters (ts TIMESTAMP, v INT) TAGS (g INT, h VARCHAR(10))");
        server.execute("CREATE STABLE " + database + ".js (ts TIMESTAMP, v INT) TAGS (j JSON)");
        try (RunningSink sink = new RunningSink(
                server,
                database,
                "write.method",
                method,
                "tags",
                "",
                "stable",
                "{s:meters}",
                "behavior.on.missing.column",
                "drop-field",
                "auto.evolve",
                "false")) {
            sink.put(map("ts", TS, "id", 1L, "v", 1L), map("ts", TS, "id", 2L, "v", 2L));
            sink.put(map("ts", TS, "id", 3L, "v", 3L, "s", "js"));
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }
        assertThat(server.query("SELECT tbname, v, g, h FROM " + database + ".meters ORDER BY v"))
                .containsExactly(Arrays.asList("d1", 1, null, null), Arrays.asList("d2", 2, null, null));
        assertThat(server.count(database + ".js")).isEqualTo(1);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.map;
import static io.tdconnect.tdengine.sink.Records.meter;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.sink.config.WritingOptions.WriteMethod;
import io.tdconnect.testing.TdengineServer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class WritingIT {
    private static TdengineServer server;

    @Parameter
    private WriteMethod method;

    @BeforeAll
    static void start() {
        server = TdengineServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void createsTheTablesAndWritesTheRows() {
        String database = server.createDatabase("ms");
        try (RunningSink sink = sink(database)) {
            sink.put(
                    IntStream.range(0, 100).mapToObj(i -> meter(i % 10, TS + i)).toArray());

            // Another transaction of the server may delay the first attempt.
            sink.writeAll();
        }

        assertThat(server.count(database + ".meters")).isEqualTo(100);
        assertThat(server.query("SELECT id, `current`, voltage, phase, groupid, location FROM " + database
                        + ".d7 ORDER BY ts LIMIT 1"))
                .containsExactly(List.of(7L, 10.77, 222L, 0.77, 7L, "California.SanDiego"));
    }

    @Test
    void subtablesWithOddNamesStayApart() {
        String database = server.createDatabase("ms");
        try (RunningSink sink = sink(database, "table", "d-{id},x=1")) {
            sink.put(
                    IntStream.range(0, 100).mapToObj(i -> meter(i % 10, TS + i)).toArray());

            // Another transaction of the server may delay the first attempt.
            sink.writeAll();
        }

        for (int id = 0; id < 10; id++) {
            assertThat(server.count(database + ".`d-" + id + ",x=1`")).isEqualTo(10);
        }
    }

    @Test
    void createsTheDatabaseOnlyWhenAllowed() {
        String database = server.uniqueDatabase();
        try (RunningSink sink = sink(database)) {
            sink.put(meter(1, TS));
            sink.writeAll();
            assertThat(sink.context.reported)
                    .singleElement()
                    .satisfies(bad -> assertThat(bad.reason()).hasMessageContaining("auto.create.database"));
        }
        try (RunningSink sink = sink(database, "auto.create.database", "true")) {
            sink.put(meter(1, TS));
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.count(database + ".meters")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ms, 2023-11-14T22:13:20.123Z, 1700000000123",
        "us, 2023-11-14T22:13:20.123456Z, 1700000000123456",
        "ns, 2023-11-14T22:13:20.123456789Z, 1700000000123456789"
    })
    void keepsEveryDigitOfTheTimestamp(String precision, String text, long expected) {
        String database = server.createDatabase(precision);
        server.execute("CREATE STABLE " + database
                + ".meters (ts TIMESTAMP, id INT, t2 TIMESTAMP, v INT) TAGS (groupid INT, location VARCHAR(32))");
        try (RunningSink sink = sink(database)) {
            sink.put(map("ts", text, "id", 1L, "t2", text, "v", 5L, "groupid", 1L));
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.query("SELECT CAST(ts AS BIGINT), CAST(t2 AS BIGINT) FROM " + database + ".meters"))
                .containsExactly(List.of(expected, expected));
    }

    @Test
    void writesEveryTypeAndNull() {
        String database = server.createDatabase("ms");
        server.execute("CREATE STABLE " + database + ".meters (ts TIMESTAMP, id INT, b BOOL, t TINYINT, s SMALLINT,"
                + " i INT, l BIGINT, ut TINYINT UNSIGNED, us SMALLINT UNSIGNED, ui INT UNSIGNED, ul BIGINT UNSIGNED,"
                + " f FLOAT, d DOUBLE, vc VARCHAR(16), nc NCHAR(16), vb VARBINARY(16)) TAGS (groupid INT)");
        Map<String, Object> full = extremes();
        Map<String, Object> empty = map("ts", TS + 1, "id", 1L);
        full.keySet().forEach(name -> empty.putIfAbsent(name, null));
        try (RunningSink sink = sink(database)) {
            sink.put(full, empty);
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }

        List<List<Object>> rows = server.query(
                "SELECT b, t, s, i, l, ut, us, ui, ul, f, d, vc, nc, vb FROM " + database + ".meters ORDER BY ts");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).stream().map(WritingIT::plain).toList())
                .containsExactly(
                        "true",
                        "-128",
                        "-32768",
                        "-2147483648",
                        "-9223372036854775808",
                        "255",
                        "65535",
                        "4294967295",
                        "18446744073709551615",
                        "1.5",
                        "-2.25",
                        "text",
                        "Größe 度",
                        "[0, 1, -1]");
        assertThat(rows.get(1)).containsOnlyNulls();
    }

    @Test
    void overwritesTheSameRowWhenItComesAgain() {
        String database = server.createDatabase("ms");
        List<Object> batch = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            batch.add(meter(i % 5, TS + i));
        }
        try (RunningSink sink = sink(database)) {
            sink.put(batch.toArray());
            sink.writeAll();
            sink.put(batch.toArray());
            sink.put(map("ts", TS, "id", 0L, "current", 1.0));
            sink.put(map("ts", TS, "id", 0L, "current", 2.0));
            sink.writeAll();
        }

        assertThat(server.count(database + ".meters")).isEqualTo(50);
        assertThat(server.query("SELECT `current`, voltage FROM " + database + ".d0 ORDER BY ts LIMIT 1"))
                .containsExactly(List.of(2.0, 222L));
    }

    @Test
    void addsColumnsAndMakesTextLonger() {
        String database = server.createDatabase("ms");
        try (RunningSink sink = sink(database)) {
            sink.put(map("ts", TS, "id", 1L, "note", "short", "groupid", 1L));
            sink.writeAll();
            sink.put(map("ts", TS + 1, "id", 1L, "note", "x".repeat(100), "groupid", 1L, "extra", 1.5));
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.query("SELECT CHAR_LENGTH(note), extra FROM " + database + ".meters WHERE ts = " + (TS + 1)))
                .containsExactly(List.of(100L, 1.5));
    }

    @Test
    void writesAnyCharacters() {
        String database = server.createDatabase("ms");
        String text = "it's \"quoted\" \\ \\n 100% a_b `x` \n\t\r {[(,;)]} é 度 \ud83d\ude00";
        try (RunningSink sink = sink(database)) {
            sink.put(map("ts", TS, "id", 1L, "note", text, "groupid", 1L, "location", text));
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.query("SELECT note, location FROM " + database + ".meters"))
                .containsExactly(List.of(text, text));
    }

    @Test
    void writesTextWithoutCharacters() {
        String database = server.createDatabase("ms");
        try (RunningSink sink = sink(database)) {
            sink.put(map("ts", TS, "id", 1L, "note", "", "wide", "ü", "groupid", 1L, "location", ""));
            sink.writeAll();
            sink.put(map("ts", TS + 1, "id", 1L, "note", null, "wide", "", "groupid", 1L, "location", ""));
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.query("SELECT note, wide, location FROM " + database + ".meters ORDER BY ts"))
                .containsExactly(List.of("", "ü", ""), Arrays.asList(null, "", ""));
    }

    @Test
    void writesLongerTextThroughTheSameStatement() {
        String database = server.createDatabase("ms");
        try (RunningSink sink = sink(database)) {
            for (int length : new int[] {10, 100, 1000, 50}) {
                sink.put(map("ts", TS + length, "id", 1L, "note", "x".repeat(length), "groupid", 1L));
                sink.writeAll();
            }
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.query("SELECT CHAR_LENGTH(note) FROM " + database + ".meters ORDER BY ts"))
                .containsExactly(List.of(10L), List.of(50L), List.of(100L), List.of(1000L));
    }

    private RunningSink sink(String database, String... namesAndValues) {
        String[] options = Arrays.copyOf(namesAndValues, namesAndValues.length + 2);
        options[namesAndValues.length] = "write.method";
        options[namesAndValues.length + 1] = method.name().toLowerCase(Locale.ROOT);
        return new RunningSink(server, database, options);
    }

    private static Map<String, Object> extremes() {
        Map<String, Object> full = map("ts", TS, "id", 1L, "b", true, "t", -128L, "s", -32768L, "i", -2147483648L);
        full.put("l", Long.MIN_VALUE);
        full.put("ut", 255L);
        full.put("us", 65535L);
        full.put("ui", 4294967295L);
        full.put("ul", new BigDecimal("18446744073709551615"));
        full.put("f", 1.5);
        full.put("d", -2.25);
        full.put("vc", "text");
        full.put("nc", "Größe 度");
        full.put("vb", new byte[] {0, 1, -1});
        return full;
    }

    private static String plain(Object value) {
        return value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
    }
}

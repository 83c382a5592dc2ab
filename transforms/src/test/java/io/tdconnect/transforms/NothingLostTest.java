// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that would be lost, ignored or changed silently is refused with its place. */
class NothingLostTest {
    private static final String MARK = "\uFEFF";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":1,"b":2}                 | a as b, *  | b
            {"d":{"v":1},"v":2}           | $.d.v as v, * | v
            {"a":{"b":1},"c":2}           | c as a_b, *   | a_b
            """)
    void twoFieldsOfOneNameAreRefusedByParseJson(String message, String fields, String name) {
        for (String schema : List.of("struct", "map")) {
            assertThatThrownBy(() -> Records.parsed(message, "fields", fields, "schema", schema))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("found two fields " + name + " ");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":{"b":1},"a_b":2}                      | ~~                | a_b   | a.b and a_b
            {"a_b":2,"a":{"b":1}}                      | ~~                | a_b   | a_b and a.b
            {"a":{"b":null},"a_b":null}                | ~~                | a_b   | a.b and a_b
            {"x":7,"a":{"b":{"c":1}},"a_b":{"c":"t"}}  | ~~                | a_b_c | a.b.c and a_b.c
            {"a":[5,{"b":6}],"a_1":{"b":7}}            | *                 | a_1_b | a[1].b and a_1.b
            {"a":{"":1},"a_":2}                        | ~~                | a_    | a. and a_
            {"a":1,"a":2}                              | ~~                | a     | a twice
            {"a":1,"a":null}                           | ~~                | a     | a twice
            {"a":1,"\\u0061":2}                        | ~~                | a     | a twice
            {"a":{"b":1},"a":{"b":2}}                  | ~~                | a_b   | a.b twice
            [{"q":1},{"a":{"b":1},"a_b":2}]            | ~~                | a_b   | a.b and a_b
            {"a":{"b":1}}{"a_b":2}{"a":{"b":1},"a_b":2} | ~~               | a_b   | a.b and a_b
            {"a":1,"a":2}                              | a                 | a     | a twice
            {"d":{"v":1},"d":{"v":2}}                  | $.d.v as x        | x     | d.v twice
            {"d":{"p":{"q":1},"p_q":2}}                | $.d as x          | x_p_q | d.p.q and d.p_q
            {"d":{"p":{"q":1}},"e":{"q":2}}            | $.d as x, $.e as x_p | x_p_q | d.p.q and e.q
            {"d":{"v":1},"v":2}                        | $.d.v as v, *     | v     | d.v and v
            {"v":2,"d":{"v":1}}                        | $.d.v as v, *     | v     | v and d.v
            """)
    void flattenedNamesThatCollideAreRefusedWithBothPaths(String message, String fields, String name, String paths) {
        for (String schema : List.of("struct", "map")) {
            for (Object payload : List.of(message, message.getBytes(StandardCharsets.UTF_8))) {
                assertThatThrownBy(() -> Records.parse("fields", fields, "schema", schema)
                                .apply(Records.of(null, payload)))
                        .isInstanceOf(DataException.class)
                        .hasMessageContaining("found two fields " + name + " (" + paths + ")")
                        .hasMessageContaining("flatten.delimiter");
            }
        }
    }

    @Test
    void pathsInMessagesTellDotsFromNames() {
        assertThatThrownBy(() -> Records.parsed("{\"a\":{\"b\":1},\"a.b\":2}", "flatten.delimiter", "."))
                .hasMessageContaining("found two fields a.b (a.b and `a.b`)");
    }

    @Test
    void namesThatCollideWithOneDelimiterStayApartWithAnotherAndWhereRowsAreKept() {
        String message = "{\"a\":{\"b\":1},\"a_b\":2}";

        assertThat(Records.parsed(message, "flatten.delimiter", ".")).isEqualTo("{a.b=1, a_b=2}");
        assertThat(Records.parsed(message, "nested", "keep")).isEqualTo("{a={b=1}, a_b=2}");
        assertThat(Records.parsed(message, "fields", "$.a.b as x, a_b")).isEqualTo("{x=1, a_b=2}");
        assertThat(Records.parsed("{\"a\":1,\"b\":2,\"b\":3}", "fields", "a")).isEqualTo("{a=1}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":1,"a":2}              | two fields a (a twice)
            {"d":{"v":1,"v":2}}        | Field d: Expected each field once, found two fields v (v twice)
            {"d":[{"e":{"v":1,"v":2}}]} | Field d_e: Expected each field once, found two fields v (v twice)
            """)
    void keptObjectsHaveEachFieldOnce(String message, String expected) {
        for (String schema : List.of("struct", "map")) {
            assertThatThrownBy(() -> Records.parsed(message, "nested", "keep", "schema", schema))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(expected);
        }
    }

    @Test
    void collidingNamesMakeOneMessageBadAndTheNextIsRead() {
        ParseJson.Value<SinkRecord> parse = Records.parse();
        String longName = "n".repeat(900);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> parse.apply(Records.of("{\"a\":{\"b\":1},\"a_b\":2}")))
                    .hasMessageContaining("a.b and a_b");
            assertThat(Records.text(parse.apply(Records.of("{\"a\":{\"b\":1},\"a_c\":2}"))
                            .value()))
                    .isEqualTo("{a_b=1, a_c=2}");
            assertThatThrownBy(() -> parse.apply(Records.of("{\"" + longName + "\":1,\"" + longName + "\":2}")))
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_000));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":1,"b":2}        | a as b, *     | ~~        | b
            {"d":{"v":1},"v":2}  | $.d.v as v, * | ~~        | v
            {"a":1,"b":2}        | *             | a as b    | b
            """)
    void twoFieldsOfOneNameAreRefusedByMapToTable(String message, String columns, String tags, String name) {
        for (String schema : List.of("struct", "map")) {
            SinkRecord row = Records.parse("schema", schema, "nested", "keep").apply(Records.of(message));
            assertThatThrownBy(() ->
                            Records.mapToTable("columns", columns, "tags", tags).apply(row))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("found two fields " + name + " ");
        }
    }

    @Test
    void emptyNamesStayInMapsAndAreRefusedInStructs() {
        assertThat(Records.parsed("{\"\":1}", "schema", "map")).isEqualTo("{=1}");
        assertThat(Records.parsed("{\"a\":{\"\":1}}")).isEqualTo("{a_=1}");
        assertThat(Records.parsed("{\"\":1,\"a\":2}", "fields", "a")).isEqualTo("{a=2}");
        for (String message : List.of("{\"\":1}", "{\"a\":{\"\":1}}")) {
            assertThatThrownBy(() -> Records.parsed(message, "nested", "keep"))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("found an empty one")
                    .hasMessageContaining("schema=map");
        }
    }

    @Test
    void byteOrderMarksArePartOfNoMessage() {
        String json = MARK + "{\"a\":1}";

        assertThat(Records.text(Records.parse().apply(Records.of(null, json)).value()))
                .isEqualTo("{a=1}");
        assertThat(Records.parsed(json)).isEqualTo("{a=1}");
        Transformation<SinkRecord> regex = configured(new ParseRegex.Value<>(), "regex", "^(?<a>\\d+)$");
        for (Object payload : List.of(MARK + "12", (MARK + "12").getBytes(StandardCharsets.UTF_8))) {
            assertThat(Records.text(regex.apply(Records.of(null, payload)).value()))
                    .isEqualTo("{a=12}");
        }
        assertThatThrownBy(() -> Records.parse().apply(Records.of(null, MARK + MARK + "{}")))
                .isInstanceOf(DataException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"`a.b`[*]", "points[0]", "$"})
    void pathsThatExplodeCannotFollowAreRefused(String path) {
        assertThatThrownBy(() -> configured(new Explode.Value<>(), "field", path))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("field");
    }

    @Test
    void pathsIntoObjectsAreNotTakenForMissingFields() {
        SinkRecord row = Records.of(null, Map.of("id", 1, "data", Map.of("v", "1,2")));

        assertThatThrownBy(() ->
                        configured(new SplitToRows.Value<>(), "field", "data.v").apply(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Field data.v")
                .hasMessageContaining("nested=flatten");
        assertThatThrownBy(() ->
                        configured(new Unpivot.Value<>(), "fields", "data.v").apply(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Field data.v");
        assertThat(configured(new SplitToRows.Value<>(), "field", "data.v")
                        .apply(Records.of(null, Map.of("data.v", "1")))
                        .value())
                .hasToString("{label=0, data.v=1}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":{"value":1},"a":{"value":2}}                                       | a
            {"a":{"cast":"b","values":{"on":1,"on":2}}}                             | on
            {"a":{"value":1}} {"b":{"value":2}}                                     | after its end
            {"a":{"cast":"t","as":"TIMESTAMP(ms)","with":"%F %","tz":"UTC"}}        | after %
            """)
    void rulesThatWouldBeIgnoredAreRefused(String rules, String message) {
        assertThatThrownBy(() -> configured(new Compute.Value<>(), "rules", rules))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "feilds, did you mean fields?",
        "flatten-delimiter, did you mean flatten.delimiter?",
        "nest, Unknown option nest"
    })
    void unknownOptionsAreRefusedWithTheNearest(String option, String hint) {
        assertThatThrownBy(() -> Records.parse(option, "x"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Unknown option " + option)
                .hasMessageContaining(hint);
        assertThat(Records.parse("_" + option, "x", "type", "ParseJson", "predicate", "p", "negate", "true"))
                .isNotNull();
    }

    @Test
    void bytesThatAreNoTextMakeNoName() {
        assertThatThrownBy(() -> Records.mapToTable("table", "d{id}").apply(Records.of(null, Map.of("id", new byte[] {
                    (byte) 0xff
                }))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("{id}")
                .hasMessageContaining("not UTF-8");
    }

    @ParameterizedTest
    @CsvSource({"12345678.5, 12345678, 5", "0.0005, 0, 0005", "1.5E-7, 0, 00000015", "10000001.0, 10000001, 0"})
    void numbersAreTextAsTheyAreWritten(double number, String before, String after) {
        String text = before + "." + after;
        SinkRecord row = Records.of(null, Map.of("m", number));

        SinkRecord split = configured(new Split.Value<>(), "field", "m", "delimiter", ".", "count", "2")
                .apply(row);
        assertThat(((Map<?, ?>) split.value()).get("m_0")).isEqualTo(before);
        assertThat(((Map<?, ?>) split.value()).get("m_1")).isEqualTo(after);
        assertThat(Records.mapToTable("columns", "m:VARCHAR(30)").apply(row).value())
                .hasToString("{m=" + text + "}");
        SinkRecord computed = configured(
                        new Compute.Value<>(),
                        "rules",
                        "{\"f\":{\"format\":\"<${m}>\"},\"j\":{\"join\":[\"m\",\"m\"],\"with\":\" \"},"
                                + "\"v\":{\"mapping\":\"m\",\"values\":{\"" + text + "\":\"hit\"}}}")
                .apply(row);
        assertThat(computed.value())
                .hasToString("{m=" + number + ", f=<" + text + ">, j=" + text + " " + text + ", v=hit}");
        assertThat(Records.mapToTable("table", "d{m}")
                        .apply(row)
                        .headers()
                        .lastWithName("td.table")
                        .value())
                .isEqualTo("d" + text);
    }

    private static Transformation<SinkRecord> configured(Transformation<SinkRecord> transform, String... options) {
        transform.configure(Records.map(options));
        return transform;
    }
}

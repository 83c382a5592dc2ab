// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParseJsonTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":1}                                  | {a=1}
            {"a":-0}                                 | {a=0}
            {"a":9223372036854775807}                | {a=9223372036854775807}
            {"a":9223372036854775808}                | {a=9223372036854775808}
            {"a":1.0}                                | {a=1.0}
            {"a":1e3}                                | {a=1000.0}
            {"a":true,"b":false}                     | {a=true, b=false}
            {"a":"温度 °C \\u00e9 \\ud83d\\ude00"}   | {a=温度 °C é 😀}
            {"温度":21}                              | {温度=21}
            {"a":null}                               | {}
            {"a":null,"b":1}                         | {b=1}
            {}                                       | {}
            {"data":{"voltage":1,"x":{"y":2}}}       | {data_voltage=1, data_x_y=2}
            {"location":[{"city":"a"},{"city":"b"}]} | {location_0_city=a, location_1_city=b}
            {"v":[1,2.5,[3]]}                        | {v_0=1, v_1=2.5, v_2_0=3}
            {"v":[],"w":{},"x":1}                    | {x=1}
            [{"a":1}]                                | {a=1}
            """)
    void readsAllFields(String payload, String row) {
        assertThat(Records.parsed(payload)).isEqualTo(row);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id:INT, name                    | {"name":"x","id":"7","z":1}       | {id=7, name=x}
            $.d.v[1] as second              | {"d":{"v":[1,2,3]}}               | {second=2}
            d.v                             | {"d":{"v":5,"w":6},"v":7}         | {d_v=5}
            $['a b'], `c.d` as e            | {"a b":1,"c.d":2,"c":{"d":3}}     | {a b=1, e=2}
            $.d.ts:TIMESTAMP(us) as ts, *   | {"a":1,"d":{"ts":5,"b":2}}        | {ts=5, a=1, d_b=2}
            d as x                          | {"d":{"a":1,"b":[2]},"e":3}       | {x_a=1, x_b_0=2}
            d:JSON                          | {"d":{"a":[1.10,{"b":null}]}}     | {d={"a":[1.10,{"b":null}]}}
            v:VARCHAR(5)                    | {"v":1.10}                        | {v=1.10}
            v:DECIMAL(30,9)                 | {"v":1700000000.123456789}        | {v=1700000000.123456789}
            v:TIMESTAMP(s)                  | {"v":1700000000.123456789}        | {v=1700000000123456789}
            v:BIGINT                        | {"v":9007199254740993.0}          | {v=9007199254740993}
            v:BIGINT UNSIGNED               | {"v":18446744073709551615}        | {v=18446744073709551615}
            v:INT, w                        | {"x":1}                           | {v=null}
            """)
    void readsChosenFields(String fields, String payload, String row) {
        assertThat(Records.parsed(payload, "fields", fields)).isEqualTo(row);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hello world secret      | line 1, column
            {"a":1                  | line 1, column 7
            {"a":1,}                | line 1, column 8
            {"a":NaN}               | line 1, column
            {"a":01}                | line 1, column
            42                      | Expected a JSON object or an array of objects, found a number at line 1, column 1
            "secret"                | found text at line 1, column 1
            [1]                     | found a number at line 1, column 2
            [[{}]]                  | found an array in an array
            {"a":1}]                | line 1, column
            {"a":1} x               | line 1, column
            ''                      | empty payload
            {"a":1e999}             | Field a: expected a number within the range of DOUBLE
            """)
    void refusesWhatIsNotJsonWithoutShowingIt(String payload, String message) {
        assertThatThrownBy(() -> Records.parsed(payload))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    @Test
    void nestedObjectsStayIfKept() {
        SinkRecord row = Records.parse("nested", "keep")
                .apply(Records.of("{\"d\":{\"v\":1,\"w\":[1,2]},\"e\":[{\"f\":1}],\"g\":[]}"));

        assertThat(Records.text(row.value())).isEqualTo("{d={v=1, w=[1, 2]}, e=[Struct{f=1}]}");
        assertThat(row.valueSchema().field("d").schema().isOptional()).isTrue();
        assertThat(Records.parsed("{\"d\":{\"v\":1,\"w\":[1,\"x\",null]}}", "nested", "keep", "schema", "map"))
                .isEqualTo("{d={v=1, w=[1, x, null]}}");
        assertThatThrownBy(() -> Records.parsed("{\"d\":[1,\"x\"]}", "nested", "keep"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Field d: expected an array whose elements have one type")
                .hasMessageContaining("schema=map");
    }

    @Test
    void severalObjectsBecomeListOfRows() {
        ParseJson.Value<SinkRecord> parse = Records.parse();

        SinkRecord array = parse.apply(Records.of("[{\"id\":1},{\"id\":2}]"));
        SinkRecord lines = parse.apply(Records.of("{\"id\":1}\n{\"id\":2}\n"));
        SinkRecord mixed = parse.apply(Records.of("[{\"id\":1},{\"name\":\"x\"}]"));

        assertThat((List<?>) array.value()).extracting(Records::text).containsExactly("{id=1}", "{id=2}");
        assertThat(array.valueSchema().type()).isEqualTo(Schema.Type.ARRAY);
        assertThat(lines.value()).isEqualTo(array.value());
        assertThat(lines.valueSchema()).isSameAs(array.valueSchema());
        assertThat((List<?>) mixed.value()).extracting(Records::text).containsExactly("{id=1}", "{name=x}");
        assertThat(mixed.valueSchema()).isNull();
        assertThat(Records.parsed("[{\"id\":1},{\"id\":2}]", "schema", "map")).isEqualTo("[{id=1}, {id=2}]");
    }

    @Test
    void dropsEmptyArrayAndPassesNull() {
        assertThat(Records.parse().apply(Records.of("[]"))).isNull();
        SinkRecord tombstone = Records.of(null, null);
        assertThat(Records.parse().apply(tombstone)).isSameAs(tombstone);
    }

    @Test
    void keepsNullsInMaps() {
        assertThat(Records.parsed("{\"a\":null,\"b\":{\"c\":null}}", "schema", "map"))
                .isEqualTo("{a=null, b_c=null}");
        assertThat(Records.parsed("{\"z\":1}", "schema", "map", "fields", "a, t:TIMESTAMP"))
                .isEqualTo("{a=null, t=null}");
    }

    @Test
    void readsTextAndBuffers() {
        byte[] bytes = "xx{\"a\":1}yy".getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 2, 7);
        ByteBuffer direct = ByteBuffer.allocateDirect(7).put(bytes, 2, 7).flip();

        for (Object payload : List.of("{\"a\":1}", buffer.slice(), buffer, direct, buffer.asReadOnlyBuffer())) {
            assertThat(Records.text(
                            Records.parse().apply(Records.of(null, payload)).value()))
                    .isEqualTo("{a=1}");
        }
        assertThatThrownBy(() -> Records.parse().apply(Records.of(null, Map.of("a", 1))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("ByteArrayConverter");
    }

    @Test
    void parsesKeys() {
        ParseJson.Key<SinkRecord> transform = new ParseJson.Key<>();
        transform.configure(Map.of());

        SinkRecord row = transform.apply(new SinkRecord("t", 0, null, "{\"id\":1}", null, "value", 0));

        assertThat(((Struct) row.key()).getInt64("id")).isEqualTo(1L);
        assertThat(row.value()).isEqualTo("value");
    }

    @Test
    void missingFieldFailsIfAsked() {
        assertThatThrownBy(() -> Records.parsed("{\"a\":1}", "fields", "a, d.b:INT", "missing.field", "fail"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("expected field d.b")
                .hasMessageContaining("missing.field");
        assertThat(Records.parsed("{\"a\":null}", "fields", "a:INT", "missing.field", "fail"))
                .isEqualTo("{a=null}");
    }

    @Test
    void keepsNoStateAfterFault() {
        ParseJson.Value<SinkRecord> parse = Records.parse("fields", "a:INT, *");

        assertThatThrownBy(() -> parse.apply(Records.of("{\"a\":1,\"b\":2,\"c\":")))
                .isInstanceOf(DataException.class);

        assertThat(Records.text(parse.apply(Records.of("{\"d\":3}")).value())).isEqualTo("{a=null, d=3}");
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 1000, 100_000})
    void refusesDeepNesting(int depth) {
        String payload = "{\"a\":" + "[".repeat(depth) + "1" + "]".repeat(depth) + "}";

        for (String nested : List.of("flatten", "keep")) {
            assertThatThrownBy(() -> Records.parsed(payload, "nested", nested))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("depth");
        }
    }

    @Test
    void refusesHugeNumbersAndRowsButNotLongText() {
        assertThatThrownBy(() -> Records.parsed("{\"a\":" + "9".repeat(39) + "}"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Field a: expected a whole number of at most 38 digits, found 39");
        assertThatThrownBy(() -> Records.parsed("{\"a\":" + "9".repeat(100_000) + "}"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("exceeds the maximum");
        assertThatThrownBy(() -> Records.parsed("{\"a\":1e999999999}", "fields", "a:DECIMAL(38,0)"))
                .isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Records.parsed("{\"a\":[" + "1,".repeat(5000) + "1]}"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("at most 4096");
        assertThat(Records.parsed("{\"a\":\"" + "x".repeat(10_000_000) + "\"}")).hasSize(10_000_004);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.50", "1e3", "1E2147483648", "-2.5e-99999999999999999999"})
    void numbersInsideAnObjectThatBecomesTextStayAsTheyAreWritten(String number) {
        String object = "{\"b\":[" + number + ",1]}";

        assertThat(Records.parsed("{\"a\":" + object + "}", "fields", "a:VARCHAR"))
                .hasToString("{a=" + object + "}");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] bytes = {'{', '"', 'a', '"', ':', '"', (byte) 0xff, (byte) 0xfe, '"', '}'};

        assertThatThrownBy(() -> Records.parse().apply(Records.of(null, bytes))).isInstanceOf(DataException.class);
    }
}

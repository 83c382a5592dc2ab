// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.record.Routing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms of documents of the explorer and of newer versions of taosX. */
class TaosxFormsTest {
    private static final String DOCUMENT =
            "{\"parse\":{\"value\":{\"json\":\"\"}},\"model\":{\"name\":\"t\",\"using\":\"s\","
                    + "\"columns\":[\"ts\",\"a\",\"b\"],\"tags\":[\"g\"]}}";

    @Test
    void takesTheTaskOfTheExplorer() {
        String task = "{\"parser\":" + DOCUMENT + ",\"input\":[\"{}\"],\"format\":{\"type\":\"json\"}}";

        assertThat(text(task, "{\"ts\":1700000000001,\"a\":1,\"b\":2,\"g\":3}"))
                .isEqualTo("{ts=1700000000001, a=1, b=2, g=3}");
    }

    @Test
    void columnsThatNoMessageHasAreNull() {
        assertThat(text(DOCUMENT, "{\"ts\":1700000000001,\"a\":1}"))
                .isEqualTo("{ts=1700000000001, a=1, b=null, g=null}");
        assertThat(apply(DOCUMENT, "{\"ts\":1700000000001}", "schema", "map").value())
                .hasToString("{ts=2023-11-14T22:13:20.001Z, a=null, b=null, g=null}");
    }

    @Test
    void fieldsOfTheRecordComeBeforeThoseOfJsonAndNeedDifferentNames() {
        String parse =
                "{\"parse\":{\"topic\":{\"as\":\"varchar\",\"alias\":\"%s\"},\"key\":{\"as\":\"varchar\",\"alias\":\"b\"},"
                        + "\"value\":{\"json\":\"\"}}," + DOCUMENT.substring(DOCUMENT.indexOf("\"model\""));

        assertThat(text(parse.formatted("a"), "{\"ts\":1700000000001,\"a\":1,\"b\":null}"))
                .startsWith("{ts=1700000000001, a=tp1, b=null,");
        assertThatThrownBy(() -> text(parse.formatted("a"), "{\"ts\":1,\"c\":{\"d\":1},\"c_d\":2}"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("two fields c_d (c.d and c_d)");
        assertThatThrownBy(() -> text(parse.formatted("b"), "{}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("found b twice");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            {"parse":{"value":{"json":""}},{M}}
            {"parse":{"value":{"json":["ts::TIMESTAMP(ms)","a","b","g"]}},{M}}
            {"parse":{"value":{"json":""}},"mutate":[{"map":{"ts":{"cast":"ts","as":"TIMESTAMP(ms)"}}}],{M}}
            """)
    void timesWithoutAnOffsetAreInTheZoneThatIsStated(String form) {
        String document = form.replace("{M}", DOCUMENT.substring(DOCUMENT.indexOf("\"model\""), DOCUMENT.length() - 1));
        String message = "{\"ts\":\"2023-12-18T22:12:00\",\"a\":1,\"b\":2,\"g\":3}";

        assertThat(Records.text(apply(document, message, "timestamp.zone", "Asia/Shanghai")
                        .value()))
                .isEqualTo("{ts=1702908720000, a=1, b=2, g=3}");
        assertThatThrownBy(() -> apply(document, message))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("zone");
    }

    @Test
    void theMessageAboutTimesWithoutZoneNamesTheOption() {
        assertThatThrownBy(() -> apply(DOCUMENT, "{\"ts\":\"2023-12-18T22:12:00\"}"))
                .hasMessageContaining("timestamp.zone");
    }

    @Test
    void patternsWithoutZoneNeedTheirOwn() {
        String document =
                "{\"mutate\":[{\"map\":{\"ts\":{\"cast\":\"t\",\"as\":\"TIMESTAMP(ms)\",\"with\":\"%F %T\"}}}],"
                        + "\"model\":{\"name\":\"t\",\"using\":\"s\",\"columns\":[\"ts\"]}}";

        assertThatThrownBy(() -> apply(document, "{}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("zone")
                .hasMessageContaining("at /mutate/0/map");
    }

    @Test
    void withIsThePatternOfTimeOrRefused() {
        String document =
                "{\"mutate\":[{\"map\":{\"ts\":{\"cast\":\"year\",\"as\":\"TIMESTAMP(ms)\",\"with\":\"%Y-%m-%d\",\"tz\":\"UTC\"}}}],"
                        + "\"model\":{\"name\":\"t\",\"using\":\"s\",\"columns\":[\"ts\"]}}";

        assertThat(text(document, "{\"year\":\"2023-01-01\"}")).isEqualTo("{ts=1672531200000}");
        assertThatThrownBy(() -> apply(document.replace("TIMESTAMP(ms)", "INT"), "{}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("with")
                .hasMessageContaining("at /mutate/0/map");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            t_${dev.replace("d","x")}         ; t_x1
            t_${dev.replace('d', ':')}_{n}    ; t_:1_7
            ${n + 1}${dev.to_upper()}         ; 8D1
            ${n > 5 ? "}" : "{"}              ; }
            t_${dev}_{n}_${none:x}            ; t_d1_7_x
            ${dev.sub_string(0, 1)}-{topic}   ; d-tp1
            """)
    void namesMayHaveExpressions(String name, String table) {
        String document = DOCUMENT.replace("\"name\":\"t\"", "\"name\":\"" + name.replace("\"", "\\\"") + "\"");

        SinkRecord row = apply(document, "{\"ts\":1700000000001,\"dev\":\"d1\",\"n\":7}");

        assertThat(Routing.read(row.headers()).table()).isEqualTo(table);
    }

    @Test
    void aSubtableOfEachNameTakesWhatPivotWould() {
        String document =
                "{\"parse\":{\"value\":{\"json\":\"\"}},\"model\":{\"name\":\"t_${id}_${name}\",\"using\":\"s\","
                        + "\"columns\":[\"ts\",\"value\"],\"tags\":[\"id\",\"name\"]}}";

        SinkRecord row = apply(document, "{\"ts\":1700000000001,\"id\":7,\"name\":\"temp\",\"value\":21.5}");

        assertThat(Records.text(row.value())).isEqualTo("{ts=1700000000001, value=21.5, id=7, name=temp}");
        assertThat(Routing.read(row.headers()).table()).isEqualTo("t_7_temp");
    }

    @Test
    void expressionsInNamesThatGiveNothingRefuseTheMessage() {
        String document = DOCUMENT.replace("\"using\":\"s\"", "\"using\":\"s_${kind.to_lower()}\"");

        assertThat(Routing.read(apply(document, "{\"ts\":1700000000001,\"kind\":\"A\"}")
                                .headers())
                        .stable())
                .isEqualTo("s_a");
        assertThatThrownBy(() -> apply(document, "{\"ts\":1700000000001}"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("parser, key using");
    }

    private static final String COLUMNS =
            "{\"parse\":{\"ts\":{\"as\":\"TIMESTAMP(ms)\"},\"current\":{\"as\":\"FLOAT\"},"
                    + "\"voltage\":{\"as\":\"INT\"},\"groupid\":{\"as\":\"INT\",\"alias\":\"g\"}},"
                    + "\"model\":{\"name\":\"${tbname}\",\"using\":\"meters\",\"tags\":[\"g\"],\"columns\":[\"ts\",\"current\",\"voltage\"]}}";

    /** As in the reference of taosX for CSV files: the column of the table's name is not a field. */
    @Test
    void keysOfParseAreColumnsOfARow() {
        Schema schema = SchemaBuilder.struct()
                .field("ts", Schema.OPTIONAL_STRING_SCHEMA)
                .field("current", Schema.OPTIONAL_STRING_SCHEMA)
                .field("voltage", Schema.OPTIONAL_STRING_SCHEMA)
                .field("groupid", Schema.OPTIONAL_STRING_SCHEMA)
                .field("tbname", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Struct first = new Struct(schema)
                .put("ts", "2017-07-14T10:40:00+08:00")
                .put("current", "10.3")
                .put("voltage", "219")
                .put("groupid", "2")
                .put("tbname", "d4");
        Struct second = new Struct(schema).put("ts", "1500000000001").put("tbname", "d5");

        SinkRecord one = columns(schema, first);
        SinkRecord two = columns(SchemaBuilder.array(schema).build(), List.of(first, second));
        SinkRecord map = columns(
                null, Map.of("ts", "1500000000001", "current", "1", "voltage", "2", "groupid", "3", "tbname", "d6"));

        assertThat(Records.text(one.value())).isEqualTo("{ts=1500000000000, current=10.3, voltage=219, g=2}");
        assertThat(Routing.read(one.headers()).table()).isEqualTo("d4");
        assertThat(Routing.read(one.headers()).stable()).isEqualTo("meters");
        assertThat((List<?>) two.value())
                .extracting(Records::text)
                .containsExactly(
                        "{ts=1500000000000, current=10.3, voltage=219, g=2}",
                        "{ts=1500000000001, current=null, voltage=null, g=null}");
        assertThat(Routing.readRows(two.headers(), 2))
                .extracting(Routing::table)
                .containsExactly("d4", "d5");
        assertThat(Records.text(map.value())).isEqualTo("{ts=1500000000001, current=1.0, voltage=2, g=3}");
    }

    @Test
    void aRowWithoutAColumnOfTheDocumentIsRefused() {
        assertThatThrownBy(() -> columns(null, Map.of("ts", "1500000000001", "tbname", "d6")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("/parse/current: expected a row with the column current")
                .hasMessageContaining("a row without it");
        assertThatThrownBy(() -> text(COLUMNS, "{}")).hasMessageContaining("found no row");
        assertThatThrownBy(() -> columns(
                        null,
                        Map.of("ts", "1500000000001", "current", "x", "voltage", "2", "groupid", "3", "tbname", "d6")))
                .hasMessageContaining("/parse/current: expected FLOAT, found text of 1 characters");
    }

    private static SinkRecord columns(Schema schema, Object value) {
        TaosxParser.Value<SinkRecord> transform = new TaosxParser.Value<>();
        transform.configure(Map.of("parser", COLUMNS));
        return transform.apply(new SinkRecord("csv", 0, null, null, schema, value, 1));
    }

    private static String text(String document, String payload) {
        return Records.text(apply(document, payload).value());
    }

    private static SinkRecord apply(String document, String payload, String... options) {
        String[] all = new String[options.length + 2];
        System.arraycopy(options, 0, all, 2, options.length);
        all[0] = "parser";
        all[1] = document;
        TaosxParser.Value<SinkRecord> transform = new TaosxParser.Value<>();
        transform.configure(Records.map(all));
        return transform.apply(new SinkRecord(
                "tp1",
                0,
                null,
                null,
                Schema.OPTIONAL_BYTES_SCHEMA,
                payload.getBytes(StandardCharsets.UTF_8),
                1,
                1_700_000_000_123L,
                TimestampType.CREATE_TIME));
    }
}

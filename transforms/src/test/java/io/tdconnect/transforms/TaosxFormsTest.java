// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.record.Routing;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
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

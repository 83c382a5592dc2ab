// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.record.Routing;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Transforms that make several rows of one. */
class SeveralRowsTest {
    private static final String POINTS =
            "{\"site\":\"n\",\"points\":[{\"ts\":1,\"v\":1},{\"ts\":2,\"v\":1.5},{\"ts\":3,\"w\":true}]}";

    @ParameterizedTest
    @CsvSource({"points", "$.points[*]", "points[*]"})
    void elementsBecomeRowsWithTheFieldsAroundThem(String path) {
        assertThat(rows(explode("field", path), Records.parse("nested", "keep", "schema", "map"), POINTS))
                .containsExactly("{site=n, ts=1, v=1}", "{site=n, ts=2, v=1.5}", "{site=n, ts=3, w=true}");
    }

    @Test
    void structsStayStructsWithTheirTypes() {
        SinkRecord parsed = Records.parse("nested", "keep", "fields", "site:NCHAR(4),points")
                .apply(Records.of("{\"site\":\"n\",\"points\":[{\"ts\":1,\"v\":1},{\"ts\":2,\"v\":2}]}"));

        SinkRecord rows = explode("field", "points").apply(parsed);

        assertThat((List<?>) rows.value())
                .extracting(Records::text)
                .containsExactly("{site=n, ts=1, v=1}", "{site=n, ts=2, v=2}");
        assertThat(rows.valueSchema().valueSchema().field("site").schema().parameters())
                .containsEntry("td.type", "NCHAR(4)");
    }

    @Test
    void arraysInArraysAndObjectsAreOpenedToo() {
        String message =
                "{\"site\":\"n\",\"data\":{\"unit\":\"V\",\"devices\":[{\"id\":1,\"points\":[{\"v\":1},{\"v\":2}]},"
                        + "{\"id\":2,\"points\":[{\"v\":3,\"unit\":\"kV\"}]},{\"id\":3},{\"id\":4,\"points\":[]}]}}";

        assertThat(rows(
                        explode("field", "$.data.devices[*].points[*]"),
                        Records.parse("nested", "keep", "schema", "map"),
                        message))
                .containsExactly(
                        "{site=n, unit=V, id=1, v=1}", "{site=n, unit=V, id=1, v=2}", "{site=n, id=2, v=3, unit=kV}");
    }

    @Test
    void elementsThatAreNoObjectsGetField() {
        assertThat(rows(
                        explode("field", "v", "value.field", "reading"),
                        Records.parse("nested", "keep"),
                        "{\"id\":1,\"v\":[10,11]}"))
                .containsExactly("{id=1, reading=10}", "{id=1, reading=11}");
    }

    @Test
    void anArrayThatIsMissingOrEmptyMakesNoRows() {
        Transformation<SinkRecord> parse = Records.parse("nested", "keep");

        assertThat(explode("field", "points").apply(parse.apply(Records.of("{\"id\":1}"))))
                .isNull();
        assertThat(explode("field", "points").apply(parse.apply(Records.of("{\"id\":1,\"points\":[]}"))))
                .isNull();
        assertThatThrownBy(() -> explode("field", "points", "missing.field", "fail")
                        .apply(parse.apply(Records.of("{\"id\":1}"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("array points");
        assertThatThrownBy(
                        () -> explode("field", "points").apply(parse.apply(Records.of("{\"id\":1,\"points\":\"x\"}"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("expected an array");
    }

    @Test
    void metricsOfWideRowBecomeLongRows() {
        String message = "{\"ts\":5,\"plc\":\"p1\",\"temp\":20,\"pressure\":1.5,\"speed\":null,\"on\":true}";

        assertThat(rows(unpivot("keep", "ts,plc"), Records.parse(), message))
                .containsExactly(
                        "{ts=5, plc=p1, metric=temp, value=20}",
                        "{ts=5, plc=p1, metric=pressure, value=1.5}",
                        "{ts=5, plc=p1, metric=on, value=true}");
        assertThat(rows(
                        unpivot(
                                "fields",
                                "temp,pressure,none",
                                "value.type",
                                "DOUBLE",
                                "name.field",
                                "m",
                                "keep",
                                "plc"),
                        Records.parse("schema", "map"),
                        message))
                .containsExactly("{plc=p1, m=temp, value=20.0}", "{plc=p1, m=pressure, value=1.5}");
        assertThatThrownBy(() ->
                        rows(unpivot("fields", "plc", "value.type", "DOUBLE"), Records.parse("schema", "map"), message))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Field plc");
        assertThatThrownBy(() -> unpivot("name.field", "m")).isInstanceOf(ConfigException.class);
    }

    @Test
    void phasesBecomeRowsOfSubtablesOfTheirOwn() {
        SinkRecord split = split("labels", "a,b,c", "label.field", "phase", "value.type", "DOUBLE")
                .apply(Records.parse()
                        .apply(Records.of("{\"ts\":1700000000123,\"id\":7,\"voltage\":\"220.1, 220.3,221.1\"}")));

        SinkRecord rows = Records.mapToTable(
                        "stable", "phases", "table", "d{id}_{phase}", "tags", "id,phase", "timestamp.field", "ts")
                .apply(split);

        assertThat((List<?>) rows.value())
                .extracting(Records::text)
                .containsExactly(
                        "{ts=1700000000123, voltage=220.1, id=7, phase=a}",
                        "{ts=1700000000123, voltage=220.3, id=7, phase=b}",
                        "{ts=1700000000123, voltage=221.1, id=7, phase=c}");
        assertThat(Routing.readRows(rows.headers(), 3))
                .extracting(Routing::table)
                .containsExactly("d7_a", "d7_b", "d7_c");
    }

    @Test
    void piecesThatDoNotFitFollowThePolicy() {
        String message = "{\"id\":7,\"v\":\"1;x\"}";
        String[] options = {
            "field", "v", "delimiter", ";", "labels", "a,b,c", "value.type", "INT", "on.mismatch", "null"
        };

        assertThat(rows(configured(new SplitToRows.Value<>(), options), Records.parse(), message))
                .containsExactly("{id=7, label=a, v=1}", "{id=7, label=b, v=null}", "{id=7, label=c, v=null}");
        options[9] = "drop";
        assertThat(configured(new SplitToRows.Value<>(), options)
                        .apply(Records.parse().apply(Records.of(message))))
                .isNull();
        options[9] = "fail";
        assertThatThrownBy(() -> rows(configured(new SplitToRows.Value<>(), options), Records.parse(), message))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Field v: expected 3 pieces, found 2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            a - b-c ; ~ - ~ ; [a, b-c]
            a b     ; ~ ~   ; [a, b]
            1, 2,3  ; ~, ~  ; [1, 2,3]
            """)
    void blanksOfTheDelimiterCount(String text, String delimiter, String pieces) {
        Object rows = configured(new SplitToRows.Value<>(), "field", "v", "delimiter", delimiter)
                .apply(Records.of(null, Map.of("v", text)))
                .value();

        assertThat((List<?>) rows).extracting(row -> ((Map<?, ?>) row).get("v")).hasToString(pieces);
    }

    @ParameterizedTest
    @MethodSource("valuesThatAreNoText")
    void refusesToSplitWhatIsNoText(Object value) {
        SinkRecord row = Records.of(null, Map.of("v", value));
        Transformation<SinkRecord> splitOff =
                configured(new Split.Value<>(), "field", "v", "delimiter", ",", "count", "2");

        assertThatThrownBy(() ->
                        configured(new SplitToRows.Value<>(), "field", "v").apply(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Field v: expected");
        assertThatThrownBy(() -> splitOff.apply(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Field v: expected");
        assertThat(configured(new SplitToRows.Value<>(), "field", "v", "on.mismatch", "drop")
                        .apply(row))
                .isNull();
        assertThat(configured(new SplitToRows.Value<>(), "field", "v", "on.mismatch", "null", "labels", "a,b")
                        .apply(row)
                        .value())
                .hasToString("[{label=a, v=null}, {label=b, v=null}]");
    }

    static List<Object> valuesThatAreNoText() {
        return List.of(
                List.of(1, 2, 3), Map.of("x", 1, "y", 2), new byte[] {'1', ',', '2'}, ByteBuffer.wrap(new byte[] {'1'
                }));
    }

    @Test
    void rowsOfListKeepTheirTables() {
        SinkRecord tables = Records.mapToTable("table", "d{id}")
                .apply(Records.parse()
                        .apply(Records.of("[{\"id\":1,\"voltage\":\"1,2\"},{\"id\":2,\"voltage\":\"3\"}]")));

        SinkRecord rows = split().apply(tables);

        assertThat(Routing.readRows(rows.headers(), 3))
                .extracting(Routing::table)
                .containsExactly("d1", "d1", "d2");
    }

    private static List<String> rows(
            Transformation<SinkRecord> transform, Transformation<SinkRecord> parse, String payload) {
        Object value = transform.apply(parse.apply(Records.of(payload))).value();
        return value instanceof List<?> list ? list.stream().map(Records::text).toList() : List.of(Records.text(value));
    }

    private static Transformation<SinkRecord> explode(String... options) {
        return configured(new Explode.Value<>(), options);
    }

    private static Transformation<SinkRecord> unpivot(String... options) {
        return configured(new Unpivot.Value<>(), options);
    }

    private static Transformation<SinkRecord> split(String... options) {
        SplitToRows.Value<SinkRecord> transform = new SplitToRows.Value<>();
        Map<String, String> all = Records.map(options);
        all.put("field", "voltage");
        transform.configure(all);
        return transform;
    }

    private static Transformation<SinkRecord> configured(Transformation<SinkRecord> transform, String... options) {
        transform.configure(Records.map(options));
        return transform;
    }
}

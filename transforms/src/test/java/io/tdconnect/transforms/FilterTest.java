// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.record.Routing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {
    private static final String METER = "{\"id\":2,\"voltage\":222,\"location\":\"beijing.chaoyang\",\"inuse\":false,"
            + "\"v\":\"5\",\"s\":\"hello\",\"data\":{\"v\":[1,2.5]}}";

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            id != 1                                            ; true
            id != 2                                            ; false
            voltage > 200 && location.starts_with("beijing")   ; true
            voltage > 200 && location.starts_with("shanghai")  ; false
            !inuse                                             ; true
            inuse                                              ; false
            parse_int(v) >= 5                                  ; true
            s.len == 5                                         ; true
            s.len() == 5                                       ; true
            s.is_empty()                                       ; false
            s.contains("ell") && s.ends_with("lo")             ; true
            data_v_1 == 2.5                                    ; true
            nowhere == null                                    ; true
            nowhere > 1 || nowhere < 1 || nowhere              ; false
            """)
    void keepsWhatFulfilsTheCondition(String condition, boolean kept) {
        SinkRecord structs = Records.parse().apply(Records.of(METER));
        SinkRecord maps = Records.parse("schema", "map").apply(Records.of(METER));

        assertThat(filter("condition", condition).apply(structs)).isSameAs(kept ? structs : null);
        assertThat(filter("condition", condition).apply(maps)).isSameAs(kept ? maps : null);
    }

    @ParameterizedTest
    @CsvSource({"struct", "map"})
    void readsNestedFields(String schema) {
        String[] keep = {"nested", "keep", "schema", "map"};
        SinkRecord nested = "map".equals(schema)
                ? Records.parse(keep).apply(Records.of(METER))
                : Records.parse("nested", "keep").apply(Records.of("{\"data\":{\"v\":[1,2]}}"));

        assertThat(filter("condition", "data.v[0] == 1 && data.v.len == 2").apply(nested))
                .isSameAs(nested);
        assertThat(filter("condition", "data['v'][1] < 2").apply(nested)).isNull();
    }

    @Test
    void readsRowsOfChangingSchemas() {
        Filter.Value<SinkRecord> filter = filter("condition", "id == 7");
        Schema first = SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
        Schema second = SchemaBuilder.struct()
                .field("x", Schema.STRING_SCHEMA)
                .field("id", Schema.INT64_SCHEMA)
                .build();

        assertThat(filter.apply(Records.of(first, new Struct(first).put("id", 7))))
                .isNotNull();
        assertThat(filter.apply(
                        Records.of(second, new Struct(second).put("x", "7").put("id", 8L))))
                .isNull();
        assertThat(filter.apply(Records.of(first, new Struct(first).put("id", 8))))
                .isNull();
        assertThat(filter.apply(
                        Records.of(second, new Struct(second).put("x", "8").put("id", 7L))))
                .isNotNull();
    }

    @Test
    void filtersTheRowsOfList() {
        SinkRecord list = Records.parse().apply(Records.of("[{\"id\":1},{\"id\":2},{\"id\":3}]"));

        SinkRecord rest = filter("condition", "id != 1").apply(list);

        assertThat((List<?>) rest.value()).extracting(Records::text).containsExactly("{id=2}", "{id=3}");
        assertThat(rest.valueSchema()).isSameAs(list.valueSchema());
        assertThat(filter("condition", "id > 0").apply(list)).isSameAs(list);
        assertThat(filter("condition", "id > 3").apply(list)).isNull();
    }

    @Test
    void routingHeadersOfListsFollowTheRowsThatAreLeft() {
        SinkRecord list = Records.mapToTable("table", "d{id}", "stable", "meters")
                .apply(Records.parse().apply(Records.of("[{\"id\":1},{\"id\":2},{\"id\":3}]")));

        SinkRecord rest = filter("condition", "id != 2").apply(list);

        assertThat(Routing.readRows(rest.headers(), 2))
                .extracting(Routing::table)
                .containsExactly("d1", "d3");
        assertThat(Routing.read(rest.headers()).stable()).isEqualTo("meters");
        assertThat(Routing.readRows(list.headers(), 3))
                .extracting(Routing::table)
                .containsExactly("d1", "d2", "d3");
    }

    @Test
    void failuresFollowThePolicy() {
        SinkRecord row = Records.of(null, Map.of("id", "seven"));

        assertThatThrownBy(() -> filter("condition", "id > 1").apply(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("two numbers or two texts around >, found text of 5 characters and a number")
                .hasMessageContaining("on.error")
                .hasMessageNotContaining("seven");
        assertThat(filter("condition", "id > 1", "on.error", "drop").apply(row)).isNull();
        assertThat(filter("condition", "id > 1", "on.error", "keep").apply(row)).isSameAs(row);
        assertThatThrownBy(() -> filter("condition", "id").apply(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("expected true or false");
    }

    @Test
    void missingFieldsCanBeErrors() {
        Map<String, Object> known = new HashMap<>();
        known.put("id", null);

        assertThat(filter("condition", "id == null", "missing.field", "fail").apply(Records.of(null, known)))
                .isNotNull();
        assertThatThrownBy(() ->
                        filter("condition", "idd != 1", "missing.field", "fail").apply(Records.of(null, known)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("field idd");
    }

    @Test
    void refusesWhatIsNoRow() {
        assertThatThrownBy(() -> filter("condition", "id != 1").apply(Records.of("{}")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("ParseJson");
        assertThatThrownBy(() -> filter("condition", "id != 1").apply(Records.of(null, List.of(1))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Integer");
    }

    @Test
    void conditionsThatDoNotCompileAreRefusedWithTheirPlace() {
        assertThatThrownBy(() -> filter("condition", "voltage > && x"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("condition")
                .hasMessageContaining("line 1, column 9");
        assertThatThrownBy(() -> filter()).isInstanceOf(ConfigException.class).hasMessageContaining("condition");
    }

    @Test
    void filtersByKey() {
        Filter.Key<SinkRecord> transform = new Filter.Key<>();
        transform.configure(Map.of("condition", "id == 7"));

        assertThat(transform.apply(new SinkRecord("t", 0, null, Map.of("id", 7), null, null, 0)))
                .isNotNull();
        assertThat(transform.apply(new SinkRecord("t", 0, null, Map.of("id", 8), null, null, 0)))
                .isNull();
    }

    private static Filter.Value<SinkRecord> filter(String... options) {
        Filter.Value<SinkRecord> transform = new Filter.Value<>();
        transform.configure(Records.map(options));
        return transform;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.record.Routing;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import java.util.Arrays;
import java.util.LinkedHashMap;
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

class MapToTableTest {
    private static final Schema INNER =
            SchemaBuilder.struct().field("v", Schema.INT64_SCHEMA).optional().build();
    private static final Schema SCHEMA = SchemaBuilder.struct()
            .field("id", Schema.INT32_SCHEMA)
            .field("ts", Schema.INT64_SCHEMA)
            .field("site", Schema.OPTIONAL_STRING_SCHEMA)
            .field("data", INNER)
            .build();
    private static final Struct ROW = new Struct(SCHEMA)
            .put("id", 7)
            .put("ts", 1700000000123L)
            .put("site", "north")
            .put("data", new Struct(INNER).put("v", 5L));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                    | ''            | ''   | {id=7, ts=1700000000123, site=north, data={v=5}}
            ''                    | site          | ts   | {ts=1700000000123, id=7, data={v=5}, site=north}
            ''                    | data.v        | ts   | {ts=1700000000123, id=7, site=north, data_v=5}
            data.v as v, ts       | id:TINYINT    | ts   | {v=5, ts=1700000000123, id=7}
            ts as time, *         | ''            | ts   | {time=1700000000123, id=7, site=north, data={v=5}}
            ts as time, id        | ''            | time | {time=1700000000123, id=7}
            id                    | site as place | ts   | {ts=1700000000123, id=7, place=north}
            id, nowhere, no.where | ''            | ts   | {ts=1700000000123, id=7}
            id, nowhere:INT       | ''            | ts   | {ts=1700000000123, id=7, nowhere=null}
            ts:TIMESTAMP(ns)      | ''            | ts   | {ts=1700000000123}
            """)
    void putsFieldsInOrder(String columns, String tags, String timestamp, String row) {
        SinkRecord mapped = Records.mapToTable(
                        "columns", columns, "tags", tags, timestamp.isEmpty() ? "_none" : "timestamp.field", timestamp)
                .apply(Records.of(SCHEMA, ROW));

        assertThat(Records.text(mapped.value())).isEqualTo(row);
    }

    @Test
    void setsOnlyTheHeadersThatAreConfigured() {
        SinkRecord original = Records.of(SCHEMA, ROW);
        original.headers().addString("td.stable", "old").addString("other", "x");

        SinkRecord mapped =
                Records.mapToTable("stable", "s_{site}", "database", "db").apply(original);

        assertThat(Routing.read(mapped.headers())).isEqualTo(new Routing("db", "s_north", null, null, null));
        assertThat(mapped.headers()).hasSize(3);
        assertThat(Routing.read(original.headers()).stable()).isEqualTo("old");
    }

    @ParameterizedTest
    @CsvSource({
        "d{id}, d7",
        "t_{site}_{data.v}, t_north_5",
        "{topic}_{partition}_{offset}_{key}, topic_3_42_key",
        "{nowhere:unknown}, unknown",
        "${id}{{x}}, 7{x}"
    })
    void rendersTheSubtable(String template, String table) {
        SinkRecord mapped = Records.mapToTable("table", template).apply(Records.of(SCHEMA, ROW));

        assertThat(Routing.read(mapped.headers()).table()).isEqualTo(table);
    }

    @Test
    void refusesRowsWithoutVariableTimestampOrNeededField() {
        SinkRecord row = Records.of(SCHEMA, ROW);

        assertThatThrownBy(() -> Records.mapToTable("table", "d{nowhere}").apply(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Option table")
                .hasMessageContaining("{nowhere}");
        assertThatThrownBy(() -> Records.mapToTable("timestamp.field", "time").apply(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Expected a value in field time")
                .hasMessageContaining("timestamp.field");
        assertThatThrownBy(() -> Records.mapToTable("columns", "x", "missing.field", "fail")
                        .apply(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Expected a value in field x")
                .hasMessageContaining("missing.field");
        assertThatThrownBy(() -> Records.mapToTable("columns", "site:INT").apply(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "Field site: expected INT (-2147483648 to 2147483647), found text of 5 characters")
                .hasMessageContaining("columns");
        assertThatThrownBy(() -> Records.mapToTable("timestamp.field", "id").apply(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("timestamp.unit");
    }

    @Test
    void mapsEachRowOfAlist() {
        MapToTable.Value<SinkRecord> map = Records.mapToTable(
                "stable", "meters", "table", "d{id}", "columns", "id", "tags", "site", "timestamp.field", "ts");
        Struct other = new Struct(SCHEMA).put("id", 8).put("ts", 1700000000124L);

        SinkRecord mapped = map.apply(Records.of(SchemaBuilder.array(SCHEMA).build(), List.of(ROW, other)));

        assertThat((List<?>) mapped.value())
                .extracting(Records::text)
                .containsExactly("{ts=1700000000123, id=7, site=north}", "{ts=1700000000124, id=8, site=null}");
        assertThat(mapped.valueSchema().valueSchema().fields()).hasSize(3);
        assertThat(Routing.readRows(mapped.headers(), 2))
                .containsExactly(
                        new Routing(null, "meters", "d7", List.of("site"), "ts"),
                        new Routing(null, "meters", "d8", List.of("site"), "ts"));
        assertThat(map.apply(Records.of(null, List.of()))).isNull();
        assertThatThrownBy(() -> map.apply(Records.of(null, List.of(ROW, Map.of("ts", 1700000000124L)))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("{id}");
    }

    @Test
    void refusesWhatIsNoRow() {
        for (Object value : List.of("{}", 1L, List.of("{}"), Arrays.asList((Object) null))) {
            assertThatThrownBy(() -> Records.mapToTable().apply(Records.of(null, value)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("ParseJson");
        }
    }

    @Test
    void refusesContradictoryOptions() {
        assertThatThrownBy(() -> Records.mapToTable("columns", "id, ts", "tags", "id"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("tags");
        assertThatThrownBy(() -> Records.mapToTable("columns", "ts:INT", "timestamp.field", "ts"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("TIMESTAMP");
        assertThatThrownBy(() -> Records.mapToTable("timestamp.field", "a, b"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("timestamp.field");
        assertThatThrownBy(() -> Records.mapToTable("tags", "*")).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> Records.mapToTable("table", "d{id"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("position 1");
    }

    @Test
    void convertsTheTimestampByItsUnit() {
        SinkRecord mapped = Records.mapToTable("timestamp.field", "ts", "timestamp.unit", "us")
                .apply(Records.of(SCHEMA, ROW));

        assertThat(mapped.valueSchema().field("ts").schema()).isEqualTo(Timestamp.optionalSchema(Precision.US));
        assertThat(((Struct) mapped.value()).get("ts")).isEqualTo(1700000000123L);
    }

    @Test
    void mapsMapsToMaps() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", 7L);
        row.put("ts", 1700000000123456L);
        row.put("data", Map.of("v", List.of(1, 2)));
        row.put("x", null);

        SinkRecord mapped = Records.mapToTable(
                        "columns", "data.v[1] as v, *", "tags", "id, site", "timestamp.field", "ts", "table", "d{id}")
                .apply(Records.of(null, row));

        assertThat(mapped.value())
                .hasToString("{ts=2023-11-14T22:13:20.123456Z, v=2, data={v=[1]}, x=null, id=7, site=null}");
        assertThat(mapped.valueSchema()).isNull();
        assertThat(Routing.read(mapped.headers()))
                .isEqualTo(new Routing(null, null, "d7", List.of("id", "site"), "ts"));
        assertThatThrownBy(() -> Records.mapToTable("columns", "x, y", "missing.field", "fail")
                        .apply(Records.of(null, row)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("field y");
    }

    @Test
    void mapsKeys() {
        MapToTable.Key<SinkRecord> transform = new MapToTable.Key<>();
        transform.configure(Map.of("table", "d{id}", "columns", "id"));

        SinkRecord mapped = transform.apply(new SinkRecord("t", 0, SCHEMA, ROW, null, "value", 0));

        assertThat(Records.text(mapped.key())).isEqualTo("{id=7}");
        assertThat(mapped.value()).isEqualTo("value");
        assertThat(Routing.read(mapped.headers()).table()).isEqualTo("d7");
    }
}

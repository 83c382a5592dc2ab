// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.row.Row;
import io.tdconnect.transforms.row.RowEditor;
import io.tdconnect.transforms.rule.ComputeRule;
import io.tdconnect.transforms.rule.ComputedField;
import io.tdconnect.transforms.rule.ComputedFields;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeTest {
    private static final String ROW = "{\"id\":7,\"voltage\":220,\"current\":1.5,\"year\":\"2024\",\"month\":\"2\","
            + "\"switch\":\"on\",\"n\":3,\"data\":{\"x\":5}}";

    @ParameterizedTest
    @CsvSource(delimiter = '@', quoteCharacter = '~', textBlock = """
            {"a": {"mapping": "id"}}                                             @ 7
            {"a": {"cast": "id", "as": "TINYINT"}}                               @ 7
            {"a": {"mapping": "data.x"}}                                         @ 5
            {"a": {"mapping": "nowhere", "default": "none"}}                     @ none
            {"a": {"value": "north"}}                                            @ north
            {"a": {"value": 1.5, "as": "FLOAT"}}                                 @ 1.5
            {"a": {"join": ["year", "month", "nowhere", "id"], "with": "/"}}     @ 2024/2/7
            {"a": {"join": ["year", "month"]}}                                   @ 20242
            {"a": {"format": "${year}-${month}"}}                                @ 2024-2
            {"a": {"format": "${year.sub_string(-2)}${\\"}\\"}$ {x}"}}           @ 24}$ {x}
            {"a": {"format": "${\\" a \\".trim().pad(3, '0')}"}}                 @ a00
            {"a": {"format": "${year.replace(\\"20\\", \\"x\\")}"}}              @ x24
            {"a": {"format": "plain"}}                                           @ plain
            {"a": {"sum": ["id", "voltage", "n"]}}                               @ 230
            {"a": {"sum": ["id", "current", "nowhere"]}}                         @ 8.5
            {"a": {"expr": "voltage * current", "as": "INT"}}                    @ 330
            {"a": {"expr": "(current * 1.8 + 32).round()"}}                      @ 35.0
            {"a": {"mapping": "switch", "values": {"on": 1, "off": 0}}}          @ 1
            {"a": {"mapping": "n", "values": {"3": "three"}, "as": "VARCHAR(5)"}} @ three
            {"a": {"mapping": "id", "values": {"1": "x"}, "default": "other"}}   @ other
            """)
    void computesByTheRulesOfTaosx(String rules, String value) {
        SinkRecord structs = Records.parse("nested", "keep").apply(Records.of(ROW));
        SinkRecord maps = Records.parse("nested", "keep", "schema", "map").apply(Records.of(ROW));

        assertThat(((Struct) compute("rules", rules).apply(structs).value()).get("a"))
                .hasToString(value);
        assertThat(((Map<?, ?>) compute("rules", rules).apply(maps).value()).get("a"))
                .hasToString(value);
    }

    @Test
    void computesByExpressionsOnLines() {
        SinkRecord row = compute("set", "power:DOUBLE = voltage * current; id:SMALLINT = id + 1\n site = \"a=b\"")
                .apply(Records.parse("fields", "id, voltage, current").apply(Records.of(ROW)));

        assertThat(Records.text(row.value())).isEqualTo("{voltage=220, current=1.5, power=330.0, id=8, site=a=b}");
        assertThat(row.valueSchema().field("power").schema()).isEqualTo(Schema.OPTIONAL_FLOAT64_SCHEMA);
        assertThat(row.valueSchema().field("id").schema()).isEqualTo(Schema.OPTIONAL_INT16_SCHEMA);
    }

    @Test
    void mappingKeepsTheSchemaOfTheField() {
        SinkRecord parsed = Records.parse("fields", "ts:TIMESTAMP(ns), id:SMALLINT")
                .apply(Records.of("{\"ts\":1700000000123456789,\"id\":null}"));

        SinkRecord row = compute("rules", "{\"time\": {\"mapping\": \"ts\"}, \"n\": {\"mapping\": \"id\"}}")
                .apply(parsed);

        assertThat(row.valueSchema().field("time").schema()).isEqualTo(Timestamp.optionalSchema(Precision.NS));
        assertThat(row.valueSchema().field("n").schema()).isEqualTo(Schema.OPTIONAL_INT16_SCHEMA);
        assertThat(((Struct) row.value()).get("time")).isEqualTo(1700000000123456789L);
    }

    @Test
    void generatesTheTime() {
        Instant now = Instant.parse("2024-02-01T10:00:00.123456789Z");
        List<ComputedField> fields = new ComputedFields(() -> now)
                .ofJson(
                        "{\"a\": {\"generator\": \"now\"}, \"b\": {\"generator\": \"now\", \"as\": \"TIMESTAMP(us)\"}}");

        Row row = new RowEditor(new ComputeRule(fields, OnMismatch.FAIL)).edit(new LinkedHashMap<>());

        assertThat(row.value()).hasToString("{a=2024-02-01T10:00:00.123Z, b=2024-02-01T10:00:00.123000Z}");
    }

    @Test
    void whatCannotBeComputedFollowsThePolicy() {
        SinkRecord row = Records.of(null, new LinkedHashMap<>(Map.of("v", "22x")));
        String set = "a:INT = v; b = 1";

        assertThatThrownBy(() -> compute("set", set).apply(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Field a: expected INT")
                .hasMessageNotContaining("22x");
        assertThat(compute("set", set, "on.error", "drop").apply(row)).isNull();
        assertThat((Map<?, ?>)
                        compute("set", set, "on.error", "null").apply(row).value())
                .hasToString("{v=22x, a=null, b=1}");
        assertThatThrownBy(() -> compute("rules", "{\"a\": {\"format\": \"${nowhere}\"}}")
                        .apply(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Field a: expected a value for ${nowhere}");
        assertThatThrownBy(() -> compute("rules", "{\"a\": {\"mapping\": \"v\", \"values\": {\"on\": 1}}}")
                        .apply(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("default");
    }

    @Test
    void computesEveryRowOfList() {
        SinkRecord list = compute("set", "b = a * 2").apply(Records.parse().apply(Records.of("[{\"a\":1},{\"a\":2}]")));

        assertThat((List<?>) list.value()).extracting(Records::text).containsExactly("{a=1, b=2}", "{a=2, b=4}");
        assertThat(list.valueSchema().type()).isEqualTo(Schema.Type.ARRAY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{",
                "{\"a\": 1}",
                "{\"a\": {}}",
                "{\"a\": {\"expr\": \"1 +\"}}",
                "{\"a\": {\"expr\": \"1\", \"value\": 1}}",
                "{\"a\": {\"value\": [1]}}",
                "{\"a\": {\"value\": 1, \"as\": \"NUMBER\"}}",
                "{\"a\": {\"generator\": \"random\"}}",
                "{\"a\": {\"join\": \"x\"}}",
                "{\"a\": {\"sum\": []}}",
                "{\"a\": {\"format\": \"${x\"}}",
                "{\"a\": {\"format\": \"${}\"}}",
                "{\"a\": {\"mapping\": \"x\", \"values\": {\"on\": null}}}",
                "{\"a\": {\"mapping\": \"\"}}",
                "{\"a\": {\"unknown\": 1}}"
            })
    void refusesRulesThatMakeNoSense(String rules) {
        assertThatThrownBy(() -> compute("rules", rules))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("rules");
    }

    @Test
    void refusesLinesThatMakeNoSense() {
        for (String set : new String[] {"a", "= 1", "a == 1", "a, b = 1", "a:NUMBER = 1", "a = 1 +", "a as b = 1"}) {
            assertThatThrownBy(() -> compute("set", set))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("set");
        }
        assertThatThrownBy(() -> compute()).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> compute("set", "a = 1; a = 2"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("once");
    }

    private static Compute.Value<SinkRecord> compute(String... options) {
        Compute.Value<SinkRecord> transform = new Compute.Value<>();
        transform.configure(Records.map(options));
        return transform;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class RecordVariablesTest {
    private static final Schema ROW = SchemaBuilder.struct()
            .field("id", Schema.INT32_SCHEMA)
            .field("topic", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    @Test
    void readsFieldsOfAStruct() {
        assertThat(RecordVariables.of(sink(new Struct(ROW).put("id", 7))).value("id"))
                .isEqualTo(7);
    }

    @Test
    void readsNestedFieldsAndFieldsWithDots() {
        Variables variables = RecordVariables.of(sink(Map.of("a", Map.of("b", Map.of("c", 1)), "x.y", 2)));

        assertThat(variables.value("a.b.c")).isEqualTo(1);
        assertThat(variables.value("x.y")).isEqualTo(2);
        assertThat(variables.value("a.x.c")).isNull();
        assertThat(variables.value("none")).isNull();
    }

    @Test
    void prefersThePlaceThatTheKafkaSourceHasNoted() {
        SinkRecord entry = sink(Map.of());
        entry.headers().addString("kafka.topic", "tp1").addString("kafka.partition", "4");
        entry.headers().addBytes("kafka.offset", "99".getBytes(StandardCharsets.UTF_8));
        Variables variables = RecordVariables.of(entry);

        assertThat(variables.value("topic")).isEqualTo("tp1");
        assertThat(variables.value("partition")).isEqualTo(4);
        assertThat(variables.value("offset")).isEqualTo(99L);

        SinkRecord wrong = sink(Map.of());
        wrong.headers().addString("kafka.offset", "last");
        assertThatThrownBy(() -> RecordVariables.of(wrong).value("offset"))
                .isInstanceOf(DataException.class)
                .hasMessage("Header kafka.offset: expected a number, found last");
    }

    @Test
    void readsThePlaceOfASinkRecord() {
        SinkRecord entry = sink(Map.of());
        entry.headers().addString("site", "north");
        Variables variables = RecordVariables.of(entry);

        assertThat(variables.value("topic")).isEqualTo("meters");
        assertThat(variables.value("partition")).isEqualTo(3);
        assertThat(variables.value("offset")).isEqualTo(42L);
        assertThat(variables.value("key")).isEqualTo("k");
        assertThat(variables.value("header:site")).isEqualTo("north");
        assertThat(variables.value("header:none")).isNull();
    }

    @Test
    void sourceRecordsHaveNoOffsetAndMayHaveNoPartition() {
        Variables variables =
                RecordVariables.of(new SourceRecord(Map.of(), Map.of(), "meters", Schema.STRING_SCHEMA, "v"));

        assertThat(variables.value("offset")).isNull();
        assertThat(variables.value("partition")).isNull();
        assertThat(variables.value("topic")).isEqualTo("meters");
    }

    @Test
    void aFieldOfTheRowWinsEvenIfItIsNull() {
        assertThat(RecordVariables.of(sink(Map.of("topic", "mine"))).value("topic"))
                .isEqualTo("mine");
        assertThat(RecordVariables.of(sink(new Struct(ROW).put("id", 1))).value("topic"))
                .isNull();
        assertThat(RecordVariables.of(sink(new HashMap<>(Collections.singletonMap("topic", null))))
                        .value("topic"))
                .isNull();
    }

    @Test
    void readsFieldsOfTheKeyAndOfOneRowOfMany() {
        SinkRecord entry = new SinkRecord("t", 0, null, Map.of("id", 5), null, "rows", 0);

        assertThat(RecordVariables.of(entry).value("key.id")).isEqualTo(5);
        assertThat(RecordVariables.of(entry, Map.of("id", 6)).value("id")).isEqualTo(6);
    }

    private static SinkRecord sink(Object value) {
        return new SinkRecord("meters", 3, Schema.STRING_SCHEMA, "k", null, value, 42);
    }
}

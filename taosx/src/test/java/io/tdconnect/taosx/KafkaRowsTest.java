// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.record.CompositeKey;
import io.tdconnect.common.record.Routing;
import io.tdconnect.transforms.TaosxParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** The rows of Kafka records without a parser document. */
class KafkaRowsTest {
    private static final long TIME = 1_700_000_000_123L;

    @Test
    void haveTheColumnsOfTaosxAndAreKeptApartByTheirOffset() {
        SinkRecord row = row("k", "{\"id\": 1}");
        Struct value = (Struct) row.value();

        assertThat(row.valueSchema().fields())
                .extracting(Field::name)
                .containsExactly("ts", "offset", "key", "value", "topic", "partition");
        assertThat(value.get("offset")).isEqualTo(41L);
        assertThat(value.get("partition")).isEqualTo(2);
        assertThat(CompositeKey.isMarked(row.valueSchema().field("offset").schema()))
                .isTrue();
        assertThat(Routing.read(row.headers()))
                .isEqualTo(new Routing(null, "kafka_data", "t_tp1_2", List.of("topic", "partition"), "ts"));
    }

    @Test
    void mayHaveNoKey() {
        assertThat(((Struct) row(null, "x").value()).get("key")).isNull();
    }

    private static SinkRecord row(String key, String value) {
        Map<String, String> sink = TaskMapping.map(
                        new TaosxTask("kafka://h?topics=tp1", "taos://td/db", null, List.of(), 0))
                .sink();
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("kafka.topic", "tp1");
        headers.addString("kafka.partition", "2");
        headers.addString("kafka.offset", "41");
        try (TaosxParser.Value<SinkRecord> parser = new TaosxParser.Value<>()) {
            parser.configure(Map.of("parser", sink.get("transforms.parser.parser")));
            return parser.apply(new SinkRecord(
                    "kafka-db",
                    0,
                    Schema.OPTIONAL_BYTES_SCHEMA,
                    key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                    Schema.OPTIONAL_BYTES_SCHEMA,
                    value.getBytes(StandardCharsets.UTF_8),
                    7,
                    TIME,
                    TimestampType.CREATE_TIME,
                    headers));
        }
    }
}

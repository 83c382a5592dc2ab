// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.config.Options;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class RecordConverterTest {
    private static final Map<String, Object> SOURCE = Map.of("topic", "tp1", "partition", 4);
    private static final Map<String, Object> OFFSET = Map.of("offset", 100L);

    private final RecordHeaders headers = new RecordHeaders();

    @Test
    void keepsBytesAndTimeAndSaysWhereTheyComeFrom() {
        headers.add("site", "north".getBytes(UTF_8));
        headers.add("site", "süd".getBytes(UTF_8));
        headers.add("raw", new byte[] {(byte) 0xff, 0});
        headers.add("none", null);
        headers.add("kafka.topic", "earlier".getBytes(UTF_8));

        SourceRecord made = convert(Map.of("topic", "copy_of_{topic}"), new byte[] {1}, new byte[] {2, 3}, 1_700L);

        assertThat(made.topic()).isEqualTo("copy_of_tp1");
        assertThat(made.kafkaPartition()).isNull();
        assertThat((byte[]) made.key()).containsExactly(1);
        assertThat((byte[]) made.value()).containsExactly(2, 3);
        assertThat(made.valueSchema()).isEqualTo(Schema.OPTIONAL_BYTES_SCHEMA);
        assertThat(made.timestamp()).isEqualTo(1_700L);
        assertThat(made.sourcePartition()).isEqualTo(SOURCE);
        assertThat(made.sourceOffset()).isEqualTo(OFFSET);
        Map<String, Object> found = new HashMap<>();
        made.headers().forEach(header -> found.put(header.key(), header.value()));
        assertThat(found)
                .containsEntry("site", "süd")
                .containsEntry("none", null)
                .containsEntry("kafka.topic", "tp1")
                .containsEntry("kafka.partition", "4")
                .containsEntry("kafka.offset", "99")
                .doesNotContainKey("kafka.cluster");
        assertThat((byte[]) found.get("raw")).containsExactly(0xff, 0);
        assertThat(made.headers()).hasSize(7);
    }

    @Test
    void nullsAndImpossibleTimesStayNulls() {
        SourceRecord made = convert(Map.of(), null, null, -1);

        assertThat(made.key()).isNull();
        assertThat(made.value()).isNull();
        assertThat(made.timestamp()).isNull();
        assertThat(convert(Map.of(), null, null, Long.MAX_VALUE).timestamp()).isNull();
        assertThat(convert(Map.of("record.timestamp", "arrival"), null, null, 1_700L)
                        .timestamp())
                .isNull();
    }

    @Test
    void keepsThePartitionAndLeavesHeadersOutWhereThatIsWanted() {
        headers.add("kafka.topic", "earlier".getBytes(UTF_8));

        SourceRecord made = convert(Map.of("target.partition", "same", "origin.headers", "false"), null, null, 0);

        assertThat(made.kafkaPartition()).isEqualTo(4);
        assertThat(made.headers()).hasSize(1);
        assertThat(made.headers().lastWithName("kafka.topic").value()).isEqualTo("earlier");
    }

    @Test
    void findsItsOwnRecords() {
        headers.add("kafka.topic", "tp1".getBytes(UTF_8)).add("kafka.cluster", "this".getBytes(UTF_8));

        assertThatThrownBy(() -> convert(Map.of(), null, null, 0))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("topic tp1 (partition 4, offset 99)")
                .hasMessageContaining("Change topic to another name");
        assertThat(convert(Map.of("topic", "other"), null, null, 0).topic()).isEqualTo("other");
    }

    @Test
    void recordsOfAnotherClusterWithTheSameTopicAreNoLoop() {
        headers.add("kafka.topic", "tp1".getBytes(UTF_8)).add("kafka.cluster", "that".getBytes(UTF_8));

        SourceRecord made = convert(Map.of(), null, null, 0);

        assertThat(made.headers().lastWithName("kafka.cluster").value()).isEqualTo("this");
    }

    @Test
    void refusesOrLeavesOutWhatTheProducerWouldRefuse() {
        byte[] large = new byte[1_048_576];

        assertThatThrownBy(() -> convert(Map.of(), null, large, 0))
                .hasMessageContaining("record.max.bytes=1048576")
                .hasMessageContaining("topic tp1, partition 4, offset 99")
                .hasMessageContaining("on.large.record=skip");
        assertThat(convertOrSkip(Map.of("on.large.record", "skip"), null, large, 0))
                .isNull();
        assertThat(convert(Map.of("record.max.bytes", "2000000"), null, large, 0))
                .isNotNull();
        byte[] fitsAsBytes = new byte[1_000_000];
        assertThat(convert(Map.of(), null, fitsAsBytes, 0)).isNotNull();
        assertThatThrownBy(() -> convert(Map.of("value.converter", "x.JsonConverter"), null, fitsAsBytes, 0))
                .hasMessageContaining("found one of about 1333848");
    }

    @Test
    void refusesTemplatesThatMakeNoTopic() {
        assertThatThrownBy(() -> convert(Map.of("topic", "{topic}/x"), null, null, 0))
                .hasMessageContaining("makes tp1/x of the topic tp1");
    }

    private SourceRecord convert(Map<String, String> options, byte[] key, byte[] value, long time) {
        SourceRecord made = convertOrSkip(options, key, value, time);
        assertThat(made).isNotNull();
        return made;
    }

    private SourceRecord convertOrSkip(Map<String, String> options, byte[] key, byte[] value, long time) {
        AbstractConfig config =
                new AbstractConfig(new Options().add(RecordOptions::addTo).build(), options, false);
        ConsumerRecord<byte[], byte[]> read = new ConsumerRecord<>(
                "tp1",
                4,
                99,
                time,
                TimestampType.CREATE_TIME,
                key == null ? -1 : key.length,
                value == null ? -1 : value.length,
                key,
                value,
                headers,
                Optional.empty());
        return new RecordConverter(RecordOptions.from(config)).convert(read, "this", SOURCE, OFFSET);
    }
}

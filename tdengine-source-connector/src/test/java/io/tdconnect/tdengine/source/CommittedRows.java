// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** The committed values of partition 0 of a topic; each is read once. */
final class CommittedRows implements AutoCloseable {
    /** The longest wait for one value; the whole may take longer. */
    private static final Duration STALL = Duration.ofMinutes(3);

    private final List<String> values = new ArrayList<>();
    private final KafkaConsumer<String, String> consumer;
    private final TopicPartition partition;
    private volatile int seen;

    CommittedRows(String bootstrapServers, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer());
        partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    /** The number of values so far. */
    int count() {
        // In this mode the end is that of the last finished transaction.
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        while (consumer.position(partition) < end) {
            consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
        }
        seen = values.size();
        return values.size();
    }

    /** The number of values at the last count; for any thread. */
    int seen() {
        return seen;
    }

    /** Waits until this number is reached. */
    void await(int count) {
        int known = count();
        while (known < count) {
            int before = known;
            Awaitility.await().atMost(STALL).until(() -> count() > before);
            known = count();
        }
    }

    List<String> values() {
        count();
        return List.copyOf(values);
    }

    @Override
    public void close() {
        consumer.close();
    }
}

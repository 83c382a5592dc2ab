// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The committed rows of a topic, identified by their field n. */
final class WrittenRows implements AutoCloseable {
    private final KafkaConsumer<String, String> consumer;
    private final List<TopicPartition> partitions;
    private final Set<String> distinct = new HashSet<>();
    private int all;

    WrittenRows(String bootstrapServers, String topic, int count) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer());
        partitions = IntStream.range(0, count)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads until it has this number of different rows; fails after a while. */
    void await(int count) {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (distinct.size() < count) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Expected " + count + " different rows, found " + distinct.size());
            }
            poll();
        }
    }

    /** Reads everything that is in the topic now. */
    void drain() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll();
        }
    }

    int distinct() {
        return distinct.size();
    }

    int all() {
        return all;
    }

    private void poll() {
        for (ConsumerRecord<String, String> row : consumer.poll(Duration.ofMillis(100))) {
            all++;
            distinct.add(row.value().replaceFirst(".*\"n\":\"([^\"]*)\".*", "$1"));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads some of the records that topics have now, without a consumer group. Thread-safe. */
public final class TopicReader {
    /** How long a broker may take to answer. */
    static final Duration LIMIT = Duration.ofSeconds(15);

    private static final Duration READING = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> options;

    /** Where reading begins, in each partition. */
    @FunctionalInterface
    public interface Start {
        /** The offset in a partition between its first and its end. */
        long offset(TopicPartition partition, long first, long end);

        /** So many records before the end. */
        static Start last(int count) {
            return (partition, first, end) -> Math.max(first, end - count);
        }

        /** At the beginning. */
        static Start first() {
            return (partition, first, end) -> first;
        }
    }

    /** Topics of the cluster that the options of Kafka's clients name. */
    public TopicReader(Map<String, Object> clients) {
        options = new HashMap<>(clients);
        options.keySet().removeAll(List.of("group.id", "key.deserializer", "value.deserializer"));
        options.put("enable.auto.commit", "false");
        options.put("allow.auto.create.topics", "false");
        options.put("auto.offset.reset", "earliest");
        options.put("max.poll.records", "50");
        options.put("fetch.max.bytes", String.valueOf(4 << 20));
        options.put("default.api.timeout.ms", (int) LIMIT.toMillis());
        options.put("request.timeout.ms", (int) LIMIT.toMillis() - 1000);
    }

    /**
     * Records that a topic has now, the oldest first.
     *
     * @param count in each partition
     * @param kept what is kept of a record, which may be large
     * @throws UnknownTopicOrPartitionException if there is no such topic
     * @throws org.apache.kafka.common.KafkaException if no broker answers, for instance
     */
    public <T> List<T> read(String topic, Start start, int count, Function<ConsumerRecord<byte[], byte[]>, T> kept) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return read(consumer, partitions(consumer, topic), count, kept, start);
        }
    }

    /** Records from a time on, in milliseconds since 1970, see {@link #read}. */
    public <T> List<T> since(String topic, long millis, int count, Function<ConsumerRecord<byte[], byte[]>, T> kept) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            Map<TopicPartition, OffsetAndTimestamp> found =
                    consumer.offsetsForTimes(partitions.stream().collect(Collectors.toMap(one -> one, one -> millis)));
            return read(consumer, partitions, count, kept, (partition, first, end) -> {
                OffsetAndTimestamp at = found.get(partition);
                return at == null ? end : at.offset();
            });
        }
    }

    /** The record at a place; empty if there is none any more, or no such topic. */
    public Optional<ConsumerRecord<byte[], byte[]>> at(String topic, int partition, long offset) {
        TopicPartition wanted = new TopicPartition(topic, partition);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            if (!partitions(consumer, topic).contains(wanted)) {
                return Optional.empty();
            }
            return read(consumer, List.of(wanted), 1, one -> one, (one, first, end) -> Math.max(first, offset)).stream()
                    .filter(one -> one.offset() == offset)
                    .findFirst();
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(options, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private record Read<T>(long time, int partition, long offset, T kept) {}

    private static <T> List<T> read(
            KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            int count,
            Function<ConsumerRecord<byte[], byte[]>, T> kept,
            Start start) {
        consumer.assign(partitions);
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        partitions.forEach(
                one -> consumer.seek(one, start.offset(one, first.getOrDefault(one, 0L), end.getOrDefault(one, 0L))));
        long until = System.nanoTime() + READING.toNanos();
        Map<TopicPartition, Integer> counts = new HashMap<>();
        List<Read<T>> read = new ArrayList<>();
        boolean complete = false;
        while (!complete && System.nanoTime() < until) {
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                TopicPartition place = new TopicPartition(each.topic(), each.partition());
                if (each.offset() < end.getOrDefault(place, 0L) && counts.merge(place, 1, Integer::sum) <= count) {
                    read.add(new Read<>(each.timestamp(), each.partition(), each.offset(), kept.apply(each)));
                }
            }
            complete = partitions.stream()
                    .allMatch(one -> consumer.position(one) >= end.getOrDefault(one, 0L)
                            || counts.getOrDefault(one, 0) >= count);
        }
        read.sort(Comparator.<Read<T>>comparingLong(Read::time)
                .thenComparingInt(Read::partition)
                .thenComparingLong(Read::offset));
        return read.stream().map(Read::kept).toList();
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        List<PartitionInfo> known = consumer.partitionsFor(topic);
        if (known == null || known.isEmpty()) {
            throw new UnknownTopicOrPartitionException("There is no topic " + topic);
        }
        return known.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }
}

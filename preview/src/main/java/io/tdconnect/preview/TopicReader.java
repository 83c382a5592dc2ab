// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads some of the records that a topic has now, without a consumer group. */
final class TopicReader {
    /** The last records. */
    static final Start LATEST = new Start(null, true);

    /** The first records. */
    static final Start EARLIEST = new Start(null, false);

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Comparator<ConsumerRecord<byte[], byte[]>> BY_AGE =
            Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
                    .thenComparingInt(ConsumerRecord::partition)
                    .thenComparingLong(ConsumerRecord::offset);

    private final String topic;
    private final Map<String, Object> options;

    /** Where reading begins. */
    record Start(@Nullable Long time, boolean atEnd) {}

    /** A topic of the cluster that the options of Kafka's clients name. */
    TopicReader(String topic, Map<String, Object> clients) {
        this.topic = topic;
        options = new HashMap<>(clients);
        options.keySet().removeAll(List.of("group.id", "key.deserializer", "value.deserializer"));
        options.put("enable.auto.commit", "false");
        options.put("allow.auto.create.topics", "false");
        options.put("auto.offset.reset", "earliest");
        options.put("default.api.timeout.ms", (int) LIMIT.toMillis());
        options.put("request.timeout.ms", (int) LIMIT.toMillis() - 1000);
    }

    /** The first records from a time on, in milliseconds since 1970. */
    static Start since(long time) {
        return new Start(time, false);
    }

    /**
     * At most so many records, the oldest first.
     *
     * @throws IllegalArgumentException if there is no such topic, no broker answers, or an option of the clients is wrong
     */
    List<ConsumerRecord<byte[], byte[]>> read(Start start, int count) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(options, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            seek(consumer, end, start, count);
            List<ConsumerRecord<byte[], byte[]>> records = records(consumer, end, count);
            records.sort(BY_AGE);
            int size = records.size();
            return size <= count
                    ? records
                    : start.atEnd() ? records.subList(size - count, size) : records.subList(0, count);
        } catch (ConfigException e) {
            throw new IllegalArgumentException("--client-config: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new IllegalArgumentException(
                    "--bootstrap: expected a broker that answers within " + LIMIT.toSeconds() + " s, found none: "
                            + e.getMessage(),
                    e);
        } catch (InvalidTopicException e) {
            throw new IllegalArgumentException("--from-topic: expected the name of a topic, found " + topic, e);
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalArgumentException("--from-topic: " + cause.getMessage(), e);
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalArgumentException(
                    "--from-topic: expected a topic of the cluster, found none named " + topic);
        }
        return partitions;
    }

    private static void seek(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> end, Start start, int count) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(end.keySet());
        Long time = start.time();
        Map<TopicPartition, OffsetAndTimestamp> since = time == null
                ? Map.of()
                : consumer.offsetsForTimes(end.keySet().stream().collect(Collectors.toMap(one -> one, one -> time)));
        for (Map.Entry<TopicPartition, Long> each : end.entrySet()) {
            TopicPartition partition = each.getKey();
            long from = start.atEnd()
                    ? Math.max(first.getOrDefault(partition, 0L), each.getValue() - count)
                    : first.getOrDefault(partition, 0L);
            if (time != null) {
                OffsetAndTimestamp found = since.get(partition);
                from = found == null ? each.getValue() : found.offset();
            }
            consumer.seek(partition, from);
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> end, int count) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        Map<TopicPartition, Integer> counts = new HashMap<>();
        long until = System.nanoTime() + LIMIT.toNanos();
        boolean complete = false;
        while (!complete && System.nanoTime() < until) {
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                TopicPartition place = new TopicPartition(each.topic(), each.partition());
                if (each.offset() < end.getOrDefault(place, 0L) && counts.merge(place, 1, Integer::sum) <= count) {
                    records.add(each);
                }
            }
            complete = end.keySet().stream()
                    .allMatch(one -> consumer.position(one) >= end.getOrDefault(one, 0L)
                            || counts.getOrDefault(one, 0) >= count);
        }
        return records;
    }
}

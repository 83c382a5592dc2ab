// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.topic;

import io.tdconnect.console.connect.KafkaCluster;
import io.tdconnect.console.http.ApiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Reads some records of topics without a group, and writes records. */
public final class Topics {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int CALL_MILLIS = 15_000;

    private final KafkaCluster cluster;

    /** Topics of a cluster, which is refused when it is used if its brokers are not known. */
    public Topics(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    /** Where reading begins, in each partition. */
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

    /** Records from a time on, see {@link #read}. */
    public <T> List<T> since(String topic, long millis, int count, Function<ConsumerRecord<byte[], byte[]>, T> kept)
            throws InterruptedException {
        return reading(consumer -> {
            List<TopicPartition> partitions = partitions(consumer, topic);
            Map<TopicPartition, Long> times = new HashMap<>();
            partitions.forEach(partition -> times.put(partition, millis));
            Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
            return read(consumer, partitions, count, kept, (partition, first, end) -> {
                OffsetAndTimestamp at = found.get(partition);
                return at == null ? end : at.offset();
            });
        });
    }

    /**
     * Records that the topic has now, the oldest first.
     *
     * @param count in each partition
     * @param kept what is kept of a record, which may be large
     * @throws ApiException if there is no such topic, or the cluster cannot be reached
     */
    public <T> List<T> read(String topic, Start start, int count, Function<ConsumerRecord<byte[], byte[]>, T> kept)
            throws InterruptedException {
        return reading(consumer -> read(consumer, partitions(consumer, topic), count, kept, start));
    }

    /** The record at a place; empty if the topic no longer has it. */
    public Optional<ConsumerRecord<byte[], byte[]>> at(String topic, int partition, long offset)
            throws InterruptedException {
        TopicPartition wanted = new TopicPartition(topic, partition);
        List<ConsumerRecord<byte[], byte[]>> records = reading(consumer -> {
            List<PartitionInfo> known = consumer.partitionsFor(topic);
            boolean there = known != null && known.stream().anyMatch(info -> info.partition() == partition);
            return there
                    ? read(consumer, List.of(wanted), 1, one -> one, (one, first, end) -> Math.max(first, offset))
                    : List.of();
        });
        return records.stream().filter(one -> one.offset() == offset).findFirst();
    }

    /** Writes records, and returns when the cluster has them. */
    public void send(List<ProducerRecord<byte[], byte[]>> records) throws InterruptedException {
        Map<String, Object> own = new HashMap<>(cluster.clients());
        own.put("enable.idempotence", "true");
        own.put("max.block.ms", CALL_MILLIS);
        own.put("delivery.timeout.ms", CALL_MILLIS);
        own.put("request.timeout.ms", CALL_MILLIS / 2);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            records.forEach(each -> sent.add(producer.send(each)));
            for (Future<?> each : sent) {
                each.get(CALL_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptException e) {
            throw interrupted();
        } catch (KafkaException | TimeoutException e) {
            throw unreachable(e);
        } catch (ExecutionException e) {
            throw unreachable(e.getCause() == null ? e : e.getCause());
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        List<T> by(KafkaConsumer<byte[], byte[]> consumer);
    }

    private <T> List<T> reading(Reading<T> reading) throws InterruptedException {
        Map<String, Object> own = new HashMap<>(cluster.clients());
        own.put("enable.auto.commit", "false");
        own.put("allow.auto.create.topics", "false");
        own.put("auto.offset.reset", "earliest");
        own.put("max.poll.records", "50");
        own.put("fetch.max.bytes", String.valueOf(4 << 20));
        own.put("default.api.timeout.ms", CALL_MILLIS);
        own.put("request.timeout.ms", CALL_MILLIS - 1000);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return reading.by(consumer);
        } catch (InterruptException e) {
            throw interrupted();
        } catch (KafkaException e) {
            throw unreachable(e);
        }
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
        long until = System.nanoTime() + LIMIT.toNanos();
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
            throw ApiException.notFound("There is no topic " + topic);
        }
        return known.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private static InterruptedException interrupted() {
        // The flag is set again by Kafka's client.
        Thread.interrupted();
        return new InterruptedException();
    }

    private static ApiException unreachable(Throwable cause) {
        return new ApiException(502, "kafka_failed", "Kafka answers: " + cause.getMessage());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Creates, fills, counts and reads topics of one Kafka cluster. */
public final class KafkaTopics implements AutoCloseable {
    private final String bootstrapServers;
    private final Admin admin;
    private final KafkaProducer<String, String> producer;

    /** Connects to a cluster. */
    public KafkaTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Creates a topic with this number of partitions. */
    public void create(String topic, int partitions) {
        await(admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all());
    }

    /** The topics that exist, without Kafka's internal ones. */
    public Set<String> names() {
        return await(admin.listTopics().names());
    }

    /** Writes one record and returns when the broker has it. */
    public void produce(String topic, @Nullable String key, @Nullable String value) {
        produce(List.of(new ProducerRecord<>(topic, key, value)));
    }

    /** Writes records and returns when the broker has stored all of them. */
    public void produce(List<ProducerRecord<String, String>> records) {
        List<Future<?>> sent = new ArrayList<>();
        for (ProducerRecord<String, String> record : records) {
            sent.add(producer.send(record));
        }
        producer.flush();
        sent.forEach(KafkaTopics::await);
    }

    /** The number of records in the topic; 0 if it does not exist. */
    public long count(String topic) {
        if (!names().contains(topic)) {
            return 0;
        }
        List<TopicPartition> partitions =
                await(admin.describeTopics(List.of(topic))
                                .topicNameValues()
                                .values()
                                .iterator()
                                .next())
                        .partitions()
                        .stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
        return offsets(partitions, OffsetSpec.latest()) - offsets(partitions, OffsetSpec.earliest());
    }

    /** Reads the topic from its beginning as text until there are {@code count} records or more. */
    public List<ConsumerRecord<String, String>> consume(String topic, int count, Duration limit) {
        return consume(topic, count, limit, new StringDeserializer());
    }

    /** Reads the topic from its beginning as bytes until there are {@code count} records or more. */
    public List<ConsumerRecord<byte[], byte[]>> consumeBytes(String topic, int count, Duration limit) {
        return consume(topic, count, limit, new ByteArrayDeserializer());
    }

    /** The values that a reader of committed records sees in partition 0, up to about {@code most}. */
    public List<String> committed(String topic, int most) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = ofCommitted(topic)) {
            TopicPartition partition = new TopicPartition(topic, 0);
            // In this mode the end offset is that of the last finished transaction.
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (values.size() < most && consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    /** Reads partition 0 as a reader of committed records until there are {@code count} values or more. */
    public List<String> awaitCommitted(String topic, int count, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = ofCommitted(topic)) {
            while (values.size() < count) {
                if (System.nanoTime() > deadline) {
                    throw missing(count, topic, limit, values.size());
                }
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    private KafkaConsumer<String, String> ofCommitted(String topic) {
        KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer());
        List<TopicPartition> partition = List.of(new TopicPartition(topic, 0));
        consumer.assign(partition);
        consumer.seekToBeginning(partition);
        return consumer;
    }

    private static AssertionError missing(int count, String topic, Duration limit, int found) {
        return new AssertionError(
                "Expected " + count + " records in topic " + topic + " within " + limit + ", found " + found);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        admin.close(Duration.ofSeconds(5));
    }

    private long offsets(List<TopicPartition> partitions, OffsetSpec position) {
        Map<TopicPartition, OffsetSpec> wanted =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> position));
        return await(admin.listOffsets(wanted).all()).values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    private <T> List<ConsumerRecord<T, T>> consume(
            String topic, int count, Duration limit, Deserializer<T> deserializer) {
        long deadline = System.nanoTime() + limit.toNanos();
        List<ConsumerRecord<T, T>> found = new ArrayList<>();
        try (KafkaConsumer<T, T> consumer = consumer(deserializer)) {
            while (found.size() < count) {
                if (System.nanoTime() > deadline) {
                    throw missing(count, topic, limit, found.size());
                }
                if (consumer.assignment().isEmpty() && !assign(consumer, topic)) {
                    Waiting.pause();
                    continue;
                }
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }

    private static boolean assign(KafkaConsumer<?, ?> consumer, String topic) {
        List<TopicPartition> partitions = partitions(consumer, topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return !partitions.isEmpty();
    }

    private <T> KafkaConsumer<T, T> consumer(Deserializer<T> deserializer) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "allow.auto.create.topics", false),
                deserializer,
                deserializer);
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private static <T> T await(KafkaFuture<T> future) {
        return await(future.toCompletionStage().toCompletableFuture());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka refused a request", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for Kafka", e);
        }
    }
}

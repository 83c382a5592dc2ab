// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.streams;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Copies a topic record by record, at least once: the minimum work of any program between two topics. */
final class BareCopy {
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(30);

    private BareCopy() {}

    /** Copies until it is killed: the servers, the topic to read, the topic to write. */
    public static void main(String[] arguments) {
        Map<String, Object> consumer = Map.of(
                "bootstrap.servers",
                arguments[0],
                "group.id",
                "bare-" + arguments[2],
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "max.poll.records",
                1000);
        // As the pipeline's own, but without compression.
        Map<String, Object> producer =
                Map.of("bootstrap.servers", arguments[0], "linger.ms", 20, "batch.size", 256 * 1024);
        try (KafkaConsumer<byte[], byte[]> from =
                        new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> to =
                        new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer())) {
            from.subscribe(List.of(arguments[1]));
            copy(from, to, arguments[2]);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A record that is not written is missing in the count.
    private static void copy(KafkaConsumer<byte[], byte[]> from, KafkaProducer<byte[], byte[]> to, String topic) {
        long nextCommit = System.nanoTime() + COMMIT_INTERVAL.toNanos();
        while (!Thread.currentThread().isInterrupted()) {
            for (ConsumerRecord<byte[], byte[]> message : from.poll(Duration.ofMillis(100))) {
                to.send(new ProducerRecord<>(
                        topic, null, message.timestamp(), message.key(), message.value(), message.headers()));
            }
            if (System.nanoTime() - nextCommit > 0) {
                to.flush();
                from.commitSync();
                nextCommit = System.nanoTime() + COMMIT_INTERVAL.toNanos();
            }
        }
    }
}

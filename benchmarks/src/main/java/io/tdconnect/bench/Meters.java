// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench;

import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.KafkaTopics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Meter readings as JSON of about 120 bytes, of 100 subtables, each with its own timestamp. */
final class Meters {
    private static final int UNCHECKED = 100_000;
    private static final int SUBTABLES = 100;
    private static final long FIRST = 1_767_225_600_000L;

    private Meters() {}

    static void fill(KafkaProcess kafka, String topic, long records) throws ExecutionException, InterruptedException {
        try (KafkaTopics topics = kafka.topics()) {
            topics.create(topic, 1);
        }
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", 20, "batch.size", 256 * 1024);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            Queue<Future<RecordMetadata>> sent = new ArrayDeque<>();
            for (long i = 0; i < records; i++) {
                sent.add(producer.send(new ProducerRecord<>(topic, message(i))));
                if (sent.size() > UNCHECKED) {
                    sent.remove().get();
                }
            }
            for (Future<RecordMetadata> written : sent) {
                written.get();
            }
        }
    }

    private static byte[] message(long index) {
        long meter = index % SUBTABLES;
        return String.format(
                        Locale.ROOT,
                        "{\"ts\":%d,\"id\":%d,\"current\":%.2f,\"voltage\":%d,\"phase\":%.2f,\"groupid\":%d,"
                                + "\"location\":\"California.SanDiego\"}",
                        FIRST + index / SUBTABLES,
                        meter,
                        10 + index % 97 / 100.0,
                        220 + index % 7,
                        index % 89 / 100.0,
                        meter % 10)
                .getBytes(StandardCharsets.UTF_8);
    }
}

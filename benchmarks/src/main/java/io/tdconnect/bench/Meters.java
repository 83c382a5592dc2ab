// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench;

import io.tdconnect.testing.KafkaProcess;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Meter readings as JSON of about 120 bytes, of 100 subtables, each with its own timestamp. */
final class Meters {
    private static final int SUBTABLES = 100;
    private static final long FIRST = 1_767_225_600_000L;

    private Meters() {}

    static void fill(KafkaProcess kafka, String topic, long records) {
        kafka.topics().create(topic, 1);
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", 20, "batch.size", 256 * 1024);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(topic, message(i)), Meters::failOn);
            }
        }
    }

    // A topic with fewer records than asked for shows as a sink that stands still; this says why.
    private static void failOn(@Nullable RecordMetadata written, @Nullable Exception failure) {
        if (failure != null) {
            System.err.println("Kafka did not take a record: " + failure.getMessage());
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

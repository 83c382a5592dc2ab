// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.harness;

import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.KafkaTopics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.StringJoiner;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Meter readings as JSON of 160 bytes, for many subtables in turn, each with its own timestamp. */
public final class Meters {
    private static final int UNCHECKED = 100_000;
    public static final int BYTES = 160;
    private static final long FIRST = 1_767_225_600_000L;

    private Meters() {}

    public static void fill(KafkaProcess kafka, String topic, long records, int subtables)
            throws ExecutionException, InterruptedException {
        fill(kafka, topic, records, index -> message(index, subtables));
    }

    /** Writes arrays of readings. */
    public static void fillArrays(KafkaProcess kafka, String topic, long records, int subtables, int readings)
            throws ExecutionException, InterruptedException {
        fill(kafka, topic, records, index -> {
            StringJoiner array = new StringJoiner(",", "[", "]");
            for (int i = 0; i < readings; i++) {
                array.add(new String(message(index * readings + i, subtables), StandardCharsets.UTF_8));
            }
            return array.toString().getBytes(StandardCharsets.UTF_8);
        });
    }

    private static void fill(KafkaProcess kafka, String topic, long records, LongFunction<byte[]> message)
            throws ExecutionException, InterruptedException {
        try (KafkaTopics topics = kafka.topics()) {
            if (!topics.names().contains(topic)) {
                topics.create(topic, 1);
            }
        }
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", 20, "batch.size", 256 * 1024);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            Queue<Future<RecordMetadata>> sent = new ArrayDeque<>();
            for (long i = 0; i < records; i++) {
                sent.add(producer.send(new ProducerRecord<>(topic, message.apply(i))));
                if (sent.size() > UNCHECKED) {
                    sent.remove().get();
                }
            }
            for (Future<RecordMetadata> written : sent) {
                written.get();
            }
        }
    }

    /** Writes the same readings as line protocol, in text of the same length. */
    public static void fillLines(KafkaProcess kafka, String topic, long records, int subtables)
            throws ExecutionException, InterruptedException {
        fill(kafka, topic, records, index -> line(index, subtables));
    }

    public static long timestamp(long index, int subtables) {
        return FIRST + index / subtables;
    }

    public static double current(long index) {
        return 10 + index % 97 / 100.0;
    }

    public static int voltage(long index) {
        return (int) (220 + index % 7);
    }

    public static double phase(long index) {
        return index % 89 / 100.0;
    }

    /** Text that pads a message to its size. */
    public static String location(int length) {
        return "California.SanDiego.Downtown.FifthAvenue.Building-0123456789.Floor-0123456789".substring(0, length);
    }

    private static byte[] message(long index, int subtables) {
        long meter = index % subtables;
        String begin = String.format(
                Locale.ROOT,
                "{\"ts\":%d,\"id\":%d,\"current\":%.2f,\"voltage\":%d,\"phase\":%.2f,\"groupid\":%d,\"location\":\"",
                timestamp(index, subtables),
                meter,
                current(index),
                voltage(index),
                phase(index),
                meter % 10);
        String message = begin + location(BYTES - begin.length() - 2) + "\"}";
        return message.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] line(long index, int subtables) {
        long meter = index % subtables;
        String end = String.format(
                Locale.ROOT,
                " current=%.2f,voltage=%di,phase=%.2f %d",
                current(index),
                voltage(index),
                phase(index),
                timestamp(index, subtables) * 1_000_000);
        String begin = "meters,groupid=" + meter % 10 + ",id=" + meter + ",location=";
        String line = begin + location(BYTES - begin.length() - end.length()) + end;
        return line.getBytes(StandardCharsets.UTF_8);
    }
}

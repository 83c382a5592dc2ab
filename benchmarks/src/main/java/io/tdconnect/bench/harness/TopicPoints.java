// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.harness;

import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.KafkaTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The points in a topic of one partition, possibly several in a record, and their rate.
 *
 * <p>The topic is not read while it is filled, because that would disturb the measurement; the times are the producer's
 * timestamps of the records.
 */
public final class TopicPoints {
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final byte[] TIME = "\"time\":".getBytes(StandardCharsets.US_ASCII);

    private final long expected;
    private long points;
    private long skipped;
    private long start;
    private long end;

    private TopicPoints(long expected) {
        this.expected = expected;
    }

    /** Returns when no record has arrived for some seconds. */
    public static void awaitQuiet(KafkaProcess kafka, String topic) throws InterruptedException {
        try (KafkaTopics topics = kafka.topics()) {
            long last = 0;
            long moved = System.nanoTime();
            while (last == 0 || System.nanoTime() - moved < QUIET.toNanos()) {
                Thread.sleep(POLL.toMillis());
                long now = topics.count(topic);
                if (now > last) {
                    last = now;
                    moved = System.nanoTime();
                } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
                    throw new IllegalStateException("Nothing comes to topic " + topic);
                }
            }
        }
    }

    /** Waits for the points and returns their rate per second after the first tenth, in which the worker warms up. */
    public static double rate(KafkaProcess kafka, String topic, long expected) {
        TopicPoints measured = new TopicPoints(expected);
        measured.read(kafka, topic);
        return (measured.points - measured.skipped) * 1e3 / Math.max(1, measured.end - measured.start);
    }

    private void read(KafkaProcess kafka, String topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "fetch.min.bytes", 100_000);
        TopicPartition partition = new TopicPartition(topic, 0);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (points < expected) {
                var records = consumer.poll(Duration.ofMillis(500));
                records.forEach(this::add);
                if (!records.isEmpty()) {
                    deadline = System.nanoTime() + PATIENCE.toNanos();
                } else if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("Nothing more comes after " + points + " of " + expected);
                }
            }
        }
        if (points > expected) {
            throw new IllegalStateException("Expected " + expected + " points, found " + points);
        }
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        points += count(record.value());
        if (points <= expected / 10) {
            skipped = points;
            start = record.timestamp();
        }
        end = Math.max(end, record.timestamp());
    }

    /** Lines of line protocol, or objects with a time in JSON. */
    private static int count(byte @Nullable [] value) {
        if (value == null) {
            return 0;
        }
        boolean json = value[0] == '{' || value[0] == '[';
        int found = json ? 0 : 1;
        for (int i = 0; i < value.length; i++) {
            if (json ? startsWith(value, i) : value[i] == '\n') {
                found++;
            }
        }
        return found;
    }

    private static boolean startsWith(byte[] value, int from) {
        for (int i = 0; i < TIME.length; i++) {
            if (from + i >= value.length || value[from + i] != TIME[i]) {
                return false;
            }
        }
        return true;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Asks edge nodes for the births that a task has not seen; each at most once in a while. */
final class RebirthRequests {
    static final Duration INTERVAL = Duration.ofSeconds(30);

    private static final byte[] METRIC = "Node Control/Rebirth".getBytes(StandardCharsets.US_ASCII);
    private static final int PAYLOAD_TIMESTAMP = 1 << 3;
    private static final int PAYLOAD_METRIC = 2 << 3 | 2;
    private static final int METRIC_NAME = 1 << 3 | 2;
    private static final int METRIC_TIMESTAMP = 3 << 3;
    private static final int METRIC_DATATYPE = 4 << 3;
    private static final int METRIC_BOOLEAN = 14 << 3;
    private static final int BOOLEAN = 11;

    private final Outbox outbox;
    private final LongSupplier nanoTime;
    private final Counters counters;
    private final Map<String, Long> sent = new HashMap<>();

    RebirthRequests(Outbox outbox, LongSupplier nanoTime, Counters counters) {
        this.outbox = outbox;
        this.nanoTime = nanoTime;
        this.counters = counters;
    }

    /** Sends a request, unless the last one to the same edge node is recent; without a connection the next call does. */
    void request(SparkplugTopic topic, long millis) {
        long now = nanoTime.getAsLong();
        Long last = sent.get(topic.commandTopic());
        if ((last == null || now - last >= INTERVAL.toNanos())
                && outbox.publish(topic.commandTopic(), payload(millis))) {
            sent.put(topic.commandTopic(), now);
            counters.sparkplugRebirths.increment();
        }
    }

    private static byte[] payload(long millis) {
        ByteArrayOutputStream metric = new ByteArrayOutputStream();
        metric.write(METRIC_NAME);
        writeVarint(metric, METRIC.length);
        metric.writeBytes(METRIC);
        metric.write(METRIC_TIMESTAMP);
        writeVarint(metric, millis);
        metric.write(METRIC_DATATYPE);
        metric.write(BOOLEAN);
        metric.write(METRIC_BOOLEAN);
        metric.write(1);
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.write(PAYLOAD_TIMESTAMP);
        writeVarint(payload, millis);
        payload.write(PAYLOAD_METRIC);
        writeVarint(payload, metric.size());
        payload.writeBytes(metric.toByteArray());
        return payload.toByteArray();
    }

    private static void writeVarint(ByteArrayOutputStream target, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            target.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        target.write((int) rest);
    }
}

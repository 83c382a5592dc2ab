// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import io.tdconnect.mqtt.receive.CommandPublisher;
import io.tdconnect.mqtt.receive.MqttMetrics;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/** Asks edge nodes for the births that a task has not seen, with limits for each node and for all nodes. */
public final class RebirthRequests {
    /** The maximum number of requests to all nodes in a {@link RebirthBackOff#INTERVAL}. */
    static final int LIMIT = 1_000;

    private static final byte[] METRIC = "Node Control/Rebirth".getBytes(StandardCharsets.US_ASCII);
    private static final int PAYLOAD_TIMESTAMP = 1 << 3;
    private static final int PAYLOAD_METRIC = 2 << 3 | 2;
    private static final int METRIC_NAME = 1 << 3 | 2;
    private static final int METRIC_TIMESTAMP = 3 << 3;
    private static final int METRIC_DATATYPE = 4 << 3;
    private static final int METRIC_BOOLEAN = 14 << 3;
    private static final int BOOLEAN = 11;

    private final CommandPublisher commands;
    private final LongSupplier nanoTime;
    private final MqttMetrics metrics;
    private long intervalStart;
    private int sentInInterval;

    public RebirthRequests(CommandPublisher commands, LongSupplier nanoTime, MqttMetrics metrics) {
        this.commands = commands;
        this.nanoTime = nanoTime;
        this.metrics = metrics;
    }

    /**
     * Sends a request, unless the last one to the same edge node is recent; without a connection the next call tries
     * again.
     *
     * @param millis the time of the request, in ms since 1970
     */
    void request(SparkplugTopic topic, SparkplugNode node, long millis) {
        long now = nanoTime.getAsLong();
        RebirthBackOff last = node.rebirthBackOff();
        if ((last == null || last.isOver(now))
                && fits(now)
                && commands.publish(topic.commandTopic(), payload(millis))) {
            node.rebirthBackOff(RebirthBackOff.after(last, now));
            sentInInterval++;
            metrics.sparkplugRebirths.increment();
        }
    }

    private boolean fits(long now) {
        if (sentInInterval == 0 || now - intervalStart >= RebirthBackOff.INTERVAL.toNanos()) {
            intervalStart = now;
            sentInInterval = 0;
        }
        return sentInInterval < LIMIT;
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

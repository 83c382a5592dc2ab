// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Date;
import org.eclipse.tahu.SparkplugInvalidTypeException;
import org.eclipse.tahu.message.SparkplugBPayloadEncoder;
import org.eclipse.tahu.message.model.Metric;
import org.eclipse.tahu.message.model.Metric.MetricBuilder;
import org.eclipse.tahu.message.model.MetricDataType;
import org.eclipse.tahu.message.model.SparkplugBPayload.SparkplugBPayloadBuilder;

/** Sparkplug B payloads as Eclipse Tahu writes them. */
@SuppressWarnings("JavaUtilDate") // required by Tahu
public final class Sparkplug {
    static final long TIME = 1_700_000_000_123L;

    private Sparkplug() {}

    public static byte[] payload(int seq, Metric... metrics) {
        SparkplugBPayloadBuilder builder = new SparkplugBPayloadBuilder(seq < 0 ? null : (long) seq);
        builder.setTimestamp(new Date(TIME));
        for (Metric metric : metrics) {
            builder.addMetric(metric);
        }
        try {
            return new SparkplugBPayloadEncoder().getBytes(builder.createPayload(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As in a birth. */
    public static Metric born(String name, long alias, MetricDataType type, Object value) {
        return create(new MetricBuilder(name, type, value).alias(alias));
    }

    static Metric named(String name, MetricDataType type, Object value) {
        return create(new MetricBuilder(name, type, value));
    }

    /** As in data after a birth. */
    public static Metric aliased(long alias, MetricDataType type, Object value) {
        return create(new MetricBuilder(alias, type, value));
    }

    public static Metric bdSeq(long number) {
        return named("bdSeq", MetricDataType.Int64, number);
    }

    private static Metric create(MetricBuilder builder) {
        try {
            return builder.timestamp(new Date(TIME + 1)).createMetric();
        } catch (SparkplugInvalidTypeException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.receive;

import io.tdconnect.common.metrics.Gauge;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts what has happened in a task since its start. */
public final class MqttMetrics {
    /** The type of the task in the names of its metrics. */
    public static final String TYPE = "mqtt-source";

    final LongAdder received = new LongAdder();
    final LongAdder acknowledged = new LongAdder();
    final LongAdder late = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder skipped = new LongAdder();
    public final LongAdder undecodable = new LongAdder();
    final LongAdder reconnects = new LongAdder();

    /** Gaps in the sequence numbers of Sparkplug B messages and of the sessions of edge nodes. */
    public final LongAdder sparkplugGaps = new LongAdder();

    /** Sparkplug B messages with metrics that no birth has defined. */
    public final LongAdder sparkplugUnknown = new LongAdder();

    /** Births that edge nodes were asked for. */
    public final LongAdder sparkplugRebirths = new LongAdder();

    /** Edge nodes whose births were forgotten for lack of memory. */
    public final LongAdder sparkplugForgotten = new LongAdder();

    /** The counters that are shown to operators. */
    public List<Gauge> gauges() {
        return List.of(
                Gauge.counter("reconnects", "Connections after the first.", reconnects),
                Gauge.counter("received", "Messages that the broker delivered.", received),
                Gauge.counter("acknowledged", "Messages that were acknowledged to the broker.", acknowledged),
                Gauge.counter("late", "Messages stored after their connection had ended, which come again.", late),
                Gauge.counter("dropped", "Messages of QoS 0 that found the buffer full.", dropped),
                Gauge.counter("skipped", "Retained messages that were not wanted.", skipped),
                Gauge.counter("undecodable", "Messages that could not be decoded.", undecodable));
    }

    @Override
    public String toString() {
        return "received=" + received + " acknowledged=" + acknowledged + " late=" + late + " dropped=" + dropped
                + " skipped=" + skipped
                + " undecodable=" + undecodable
                + " sparkplugGaps=" + sparkplugGaps
                + " sparkplugUnknown=" + sparkplugUnknown
                + " sparkplugRebirths=" + sparkplugRebirths
                + " sparkplugForgotten=" + sparkplugForgotten
                + " reconnects=" + reconnects;
    }
}

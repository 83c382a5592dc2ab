// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import java.util.concurrent.atomic.LongAdder;

/** What happened in a task since it was started. */
final class Counters {
    /** Messages that the broker delivered. */
    final LongAdder received = new LongAdder();

    /** Messages that were acknowledged to the broker. */
    final LongAdder acknowledged = new LongAdder();

    /** Messages that Kafka stored only after their connection had ended; the broker delivers them again. */
    final LongAdder late = new LongAdder();

    /** Messages of QoS 0 that found the buffer full. */
    final LongAdder dropped = new LongAdder();

    /** Retained messages that were not wanted. */
    final LongAdder skipped = new LongAdder();

    /** Messages that could not be decoded. */
    final LongAdder undecodable = new LongAdder();

    /** Sparkplug B messages missing before one that came, and sessions missing before a birth or death of a node. */
    final LongAdder sparkplugGaps = new LongAdder();

    /** Sparkplug B messages with metrics that no birth has defined. */
    final LongAdder sparkplugUnknown = new LongAdder();

    /** Births that edge nodes were asked for. */
    final LongAdder sparkplugRebirths = new LongAdder();

    /** Edge nodes whose births were forgotten for lack of memory. */
    final LongAdder sparkplugForgotten = new LongAdder();

    /** Connections after the first. */
    final LongAdder reconnects = new LongAdder();

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

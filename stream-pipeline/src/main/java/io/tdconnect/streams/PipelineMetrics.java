// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.metrics.Gauge;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Counts the messages and rows of a pipeline; for use by all its threads. */
final class PipelineMetrics {
    private final LongAdder messages = new LongAdder();
    private final LongAdder filtered = new LongAdder();
    private final LongAdder rows = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder withinDeadband = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final Map<BadMessageCause, LongAdder> bad = new EnumMap<>(BadMessageCause.class);

    PipelineMetrics() {
        for (BadMessageCause cause : BadMessageCause.values()) {
            bad.put(cause, new LongAdder());
        }
    }

    void addMessage() {
        messages.increment();
    }

    /** A message that became no row. */
    void addFiltered() {
        filtered.increment();
    }

    /** A row that is written. */
    void addRow() {
        rows.increment();
    }

    void addDuplicate() {
        duplicates.increment();
    }

    void addWithinDeadband() {
        withinDeadband.increment();
    }

    void addLate() {
        late.increment();
    }

    void addBad(BadMessageCause cause) {
        Objects.requireNonNull(bad.get(cause)).increment();
    }

    long messages() {
        return messages.sum();
    }

    long rows() {
        return rows.sum();
    }

    /** Bad messages of all causes. */
    long bad() {
        return bad.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** The metrics for JMX. */
    List<Gauge> gauges(Supplier<String> state, Supplier<Long> lag) {
        List<Gauge> gauges = new ArrayList<>();
        gauges.add(new Gauge("state", "State of Kafka Streams, RUNNING if all is well.", state));
        gauges.add(new Gauge("lag", "Messages of the input topics that are still to be read.", lag));
        gauges.add(Gauge.counter("messages-read", "Messages read since the start.", messages));
        gauges.add(Gauge.counter("messages-filtered", "Messages that became no row.", filtered));
        gauges.add(Gauge.counter("rows-written", "Rows sent to output topics.", rows));
        gauges.add(Gauge.counter(
                "rows-duplicate", "Rows dropped since their subtable and timestamp came before.", duplicates));
        gauges.add(Gauge.counter("rows-within-deadband", "Rows dropped by report by exception.", withinDeadband));
        gauges.add(Gauge.counter("rows-late", "Rows dropped since their window was written before.", late));
        gauges.add(new Gauge("messages-bad", "Bad messages, whatever became of them.", this::bad));
        bad.forEach((cause, count) -> gauges.add(
                Gauge.counter("messages-bad-" + EnumOption.nameOf(cause), "Bad messages of this class.", count)));
        return gauges;
    }
}

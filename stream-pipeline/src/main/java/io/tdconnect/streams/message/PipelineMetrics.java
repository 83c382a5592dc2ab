// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.message;

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
public final class PipelineMetrics {
    private final LongAdder messages = new LongAdder();
    private final LongAdder filtered = new LongAdder();
    private final LongAdder rows = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder withinDeadband = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final Map<BadMessageCause, LongAdder> bad = new EnumMap<>(BadMessageCause.class);

    public PipelineMetrics() {
        for (BadMessageCause cause : BadMessageCause.values()) {
            bad.put(cause, new LongAdder());
        }
    }

    public void addMessage() {
        messages.increment();
    }

    /** A message that became no row. */
    public void addFiltered() {
        filtered.increment();
    }

    /** A row that is written. */
    public void addRow() {
        rows.increment();
    }

    public void addDuplicate() {
        duplicates.increment();
    }

    public void addWithinDeadband() {
        withinDeadband.increment();
    }

    public void addLate() {
        late.increment();
    }

    void addBad(BadMessageCause cause) {
        Objects.requireNonNull(bad.get(cause)).increment();
    }

    public long messages() {
        return messages.sum();
    }

    public long rows() {
        return rows.sum();
    }

    /** Bad messages of all causes. */
    public long bad() {
        return bad.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** The metrics for JMX. */
    public List<Gauge> gauges(Supplier<String> state, Supplier<Long> lag) {
        List<Gauge> gauges = new ArrayList<>();
        gauges.add(new Gauge("state", "State of Kafka Streams, normally RUNNING.", state));
        gauges.add(new Gauge("lag", "Messages of the input topics that are not read yet.", lag));
        gauges.add(Gauge.counter("messages-read", "Messages read since the start.", messages));
        gauges.add(Gauge.counter("messages-filtered", "Messages that became no row.", filtered));
        gauges.add(Gauge.counter("rows-written", "Rows sent to output topics.", rows));
        gauges.add(Gauge.counter(
                "rows-duplicate", "Rows dropped because an earlier row had their subtable and timestamp.", duplicates));
        gauges.add(Gauge.counter("rows-within-deadband", "Rows dropped by report by exception.", withinDeadband));
        gauges.add(Gauge.counter("rows-late", "Rows dropped because their window was already written.", late));
        gauges.add(new Gauge("messages-bad", "Bad messages under any policy.", this::bad));
        bad.forEach((cause, count) -> gauges.add(
                Gauge.counter("messages-bad-" + EnumOption.nameOf(cause), "Bad messages of this class.", count)));
        return gauges;
    }
}

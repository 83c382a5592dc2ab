// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.write;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.metrics.Gauge;
import io.tdconnect.common.metrics.Latencies;
import io.tdconnect.tdengine.sink.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The metrics of a task; any thread may update them. */
public final class SinkMetrics {
    private final LongAdder rows = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder definitions = new LongAdder();
    private final Map<Fault, LongAdder> bad = new EnumMap<>(Fault.class);
    private final Latencies latencies = new Latencies();
    private volatile Buffered buffered = new Buffered(State.READY, 0, 0, Long.MAX_VALUE);

    /** What a task does. */
    public enum State {
        /** All received rows are written. */
        READY("Ready"),
        /** Rows wait or are being sent. */
        BUSY("Busy"),
        /** Waits before a retry. */
        BOUNCE("Bounce"),
        /** Has given up; the task fails. */
        SINK_ERROR("SinkError");

        private final String text;

        State(String text) {
            this.text = text;
        }

        public static State of(boolean failed, boolean backingOff, boolean idle) {
            if (failed) {
                return SINK_ERROR;
            }
            if (backingOff) {
                return BOUNCE;
            }
            return idle ? READY : BUSY;
        }
    }

    /**
     * What the task holds.
     *
     * @param oldestNanos when the oldest row arrived, by {@link System#nanoTime()}; {@link Long#MAX_VALUE} without rows
     */
    public record Buffered(State state, long rows, long bytes, long oldestNanos) {}

    public SinkMetrics() {
        for (Fault fault : Fault.values()) {
            bad.put(fault, new LongAdder());
        }
    }

    /** A request has written rows. */
    void written(int count, long sentBytes, Duration taken) {
        rows.add(count);
        bytes.add(sentBytes);
        batches.increment();
        latencies.add(taken);
    }

    /** A batch will be retried. */
    public void retried() {
        retries.increment();
    }

    /** A statement has created or changed a definition. */
    void defined() {
        definitions.increment();
    }

    /** A record cannot be written. */
    public void refused(Fault fault) {
        LongAdder ofFault = bad.get(fault);
        if (ofFault != null) {
            ofFault.increment();
        }
    }

    public void holds(Buffered now) {
        buffered = now;
    }

    public List<Gauge> gauges() {
        List<Gauge> gauges = new ArrayList<>(List.of(
                new Gauge(
                        "state",
                        "Ready, Busy, Bounce (waits before a retry) or SinkError.",
                        () -> buffered.state().text),
                Gauge.counter("rows-written", "Rows that the server has accepted.", rows),
                Gauge.counter("bytes-written", "Bytes of the requests with these rows, before compression.", bytes),
                Gauge.counter("batches", "Requests with these rows.", batches),
                new Gauge("latency-p50-ms", "Median time of the latest 1,024 requests.", () -> latencies.millis(0.5)),
                new Gauge("latency-p95-ms", "Time that 95 % of them did not exceed.", () -> latencies.millis(0.95)),
                new Gauge("latency-p99-ms", "Time that 99 % of them did not exceed.", () -> latencies.millis(0.99)),
                new Gauge("latency-max-ms", "The longest of them.", () -> latencies.millis(1)),
                new Gauge("rows-in-flight", "Rows that wait or are being sent.", () -> buffered.rows()),
                new Gauge("bytes-in-flight", "Memory that they take, by estimate.", () -> buffered.bytes()),
                new Gauge("oldest-unwritten-age-ms", "Time since the oldest of them came; 0 if none.", this::oldest),
                Gauge.counter("retries", "Batches retried after a transient failure.", retries),
                Gauge.counter("definitions-changed", "CREATE and ALTER statements executed.", definitions)));
        bad.forEach((fault, count) -> gauges.add(Gauge.counter(
                "bad-records-" + EnumOption.nameOf(fault), "Records that were refused for this reason.", count)));
        return gauges;
    }

    private long oldest() {
        long oldest = buffered.oldestNanos();
        return oldest == Long.MAX_VALUE ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - oldest);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.read;

import io.tdconnect.common.metrics.Gauge;
import io.tdconnect.opcua.node.Point;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/** Counts what happens in a task; the meaning of each counter is the description of its gauge. */
public final class OpcuaMetrics {
    /** Type of the MBean. */
    public static final String TYPE = "opcua-source";

    private static final int NAMED = 10;

    public final LongAdder received = new LongAdder();
    public final LongAdder notGood = new LongAdder();
    public final LongAdder overflows = new LongAdder();
    final LongAdder lostNotifications = new LongAdder();
    public final LongAdder gaps = new LongAdder();
    public final LongAdder filled = new LongAdder();
    public final LongAdder reconnects = new LongAdder();
    final LongAdder failedReads = new LongAdder();
    final LongAdder missedPolls = new LongAdder();
    public final LongAdder unconverted = new LongAdder();
    public final LongAdder filtered = new LongAdder();

    private final Map<String, LongAdder> overflowsByPoint = new ConcurrentHashMap<>();

    /**
     * All metrics in the order in which they are shown.
     *
     * @param unreadable number of points that cannot be read at present
     * @param waiting number of values that wait for Kafka Connect
     */
    public List<Gauge> gauges(BooleanSupplier connected, IntSupplier unreadable, IntSupplier waiting) {
        return List.of(
                new Gauge(
                        "connected",
                        "1 while there is a connection to the server, else 0.",
                        () -> connected.getAsBoolean() ? 1L : 0L),
                Gauge.counter("reconnects", "Sessions after the first.", reconnects),
                Gauge.counter("received", "Values that the server sent.", received),
                Gauge.counter("not-good", "Values whose quality is not good.", notGood),
                Gauge.counter(
                        "overflows", "Values with which the server reported that it had dropped others.", overflows),
                new Gauge(
                        "overflowed-points",
                        "The ten points that have overflowed most often, with their counts.",
                        this::overflowedPoints),
                Gauge.counter(
                        "lost-notifications",
                        "Messages of the server that did not arrive and could not be requested again.",
                        lostNotifications),
                Gauge.counter(
                        "gaps",
                        "Points whose values since the last session could not be read from history; counted for each"
                                + " session.",
                        gaps),
                Gauge.counter("filled", "Values that were read from history.", filled),
                Gauge.counter("failed-reads", "Requests for values that failed.", failedReads),
                Gauge.counter("missed-polls", "Intervals in which values were not read.", missedPolls),
                Gauge.counter("unconverted", "Values that could not be converted.", unconverted),
                Gauge.counter("filtered", "Values that were left out because of their quality.", filtered),
                new Gauge("unreadable-points", "Points that cannot be read at present.", () ->
                        (long) unreadable.getAsInt()),
                new Gauge("waiting", "Values that wait for Kafka Connect to take them.", () ->
                        (long) waiting.getAsInt()));
    }

    /** Counts an overflow; returns the number of overflows of this point. */
    public long overflowed(Point point) {
        overflows.increment();
        LongAdder ofPoint = overflowsByPoint.computeIfAbsent(point.node(), node -> new LongAdder());
        ofPoint.increment();
        return ofPoint.sum();
    }

    /** The ten points that have overflowed most often, as {@code node=count}. */
    public String overflowedPoints() {
        return overflowsByPoint.entrySet().stream()
                .sorted((a, b) -> Long.compare(b.getValue().sum(), a.getValue().sum()))
                .limit(NAMED)
                .map(entry -> entry.getKey() + "=" + entry.getValue().sum())
                .collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return "received=" + received + " notGood=" + notGood + " overflows=" + overflows + " lostNotifications="
                + lostNotifications + " gaps=" + gaps + " filled=" + filled + " reconnects=" + reconnects
                + " failedReads=" + failedReads + " missedPolls=" + missedPolls
                + " unconverted=" + unconverted + " filtered=" + filtered;
    }
}

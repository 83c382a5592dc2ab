// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What happened in a task since it was started. */
final class Counters {
    private static final int NAMED = 10;

    /** Values that the server sent. */
    final LongAdder received = new LongAdder();

    /** Values whose quality is not good. */
    final LongAdder notGood = new LongAdder();

    /** Values by which the server told that it had to drop others. */
    final LongAdder overflows = new LongAdder();

    /** Messages of the server that did not arrive and could not be asked for again. */
    final LongAdder lostNotifications = new LongAdder();

    /** Points, each time, whose values since the last session could not be read from history. */
    final LongAdder gaps = new LongAdder();

    /** Values that were read from history. */
    final LongAdder filled = new LongAdder();

    /** Sessions after the first. */
    final LongAdder reconnects = new LongAdder();

    /** Requests for values that failed. */
    final LongAdder failedReads = new LongAdder();

    /** Intervals in which values were not read, since the reads before took longer. */
    final LongAdder missedPolls = new LongAdder();

    /** Values that could not be converted. */
    final LongAdder unconverted = new LongAdder();

    /** Values that were left out for their quality. */
    final LongAdder filtered = new LongAdder();

    private final Map<String, LongAdder> overflowsByPoint = new ConcurrentHashMap<>();

    /** Counts an overflow; returns how many this point has had. */
    long overflowed(Point point) {
        overflows.increment();
        LongAdder ofPoint = overflowsByPoint.computeIfAbsent(point.node(), node -> new LongAdder());
        ofPoint.increment();
        return ofPoint.sum();
    }

    /** The ten points that have overflowed most often, as {@code node=count}. */
    String overflowedPoints() {
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

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.metrics.Gauge;
import io.tdconnect.common.source.RecordBuffer;
import java.util.List;

/** The figures of a task that it shows to operators. */
final class TaskGauges {
    static final String TYPE = "opcua-source";

    private TaskGauges() {}

    static List<Gauge> of(SessionKeeper keeper, RecordBuffer<Reading> inbox, Counters counters) {
        return List.of(
                new Gauge(
                        "connected",
                        "1 while there is a connection to the server, else 0.",
                        () -> keeper.connected() ? 1L : 0L),
                Gauge.counter("reconnects", "Sessions after the first.", counters.reconnects),
                Gauge.counter("received", "Values that the server sent.", counters.received),
                Gauge.counter("not-good", "Values whose quality is not good.", counters.notGood),
                Gauge.counter(
                        "overflows", "Values by which the server told that it dropped others.", counters.overflows),
                new Gauge(
                        "overflowed-points",
                        "The ten points that have overflowed most often, with their counts.",
                        counters::overflowedPoints),
                Gauge.counter(
                        "lost-notifications",
                        "Messages of the server that did not arrive and could not be asked for again.",
                        counters.lostNotifications),
                Gauge.counter(
                        "gaps",
                        "Points, each time, whose values since the last session could not be read from history.",
                        counters.gaps),
                Gauge.counter("filled", "Values that were read from history.", counters.filled),
                Gauge.counter("failed-reads", "Requests for values that failed.", counters.failedReads),
                Gauge.counter("missed-polls", "Intervals in which values were not read.", counters.missedPolls),
                Gauge.counter("unconverted", "Values that could not be converted.", counters.unconverted),
                Gauge.counter("filtered", "Values that were left out for their quality.", counters.filtered),
                new Gauge("unreadable-points", "Points that cannot be read at present.", () ->
                        (long) keeper.unreadable()),
                new Gauge("waiting", "Values that wait for Kafka Connect to take them.", () -> (long) inbox.size()));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.common.metrics.Gauge;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** The figures of a task that it shows to operators. */
final class TaskGauges {
    static final String TYPE = "mqtt-source";

    private TaskGauges() {}

    static List<Gauge> of(SessionKeeper keeper, Inbox inbox, Counters counters) {
        return List.of(
                new Gauge(
                        "connected",
                        "1 while there is a connection to a broker, else 0.",
                        () -> keeper.isConnected() ? 1L : 0L),
                counter("reconnects", "Connections after the first.", counters.reconnects),
                counter("received", "Messages that the broker delivered.", counters.received),
                counter("acknowledged", "Messages that were acknowledged to the broker.", counters.acknowledged),
                counter("late", "Messages stored after their connection had ended, which come again.", counters.late),
                counter("dropped", "Messages of QoS 0 that found the buffer full.", counters.dropped),
                counter("skipped", "Retained messages that were not wanted.", counters.skipped),
                counter("undecodable", "Messages that could not be decoded.", counters.undecodable),
                new Gauge("waiting", "Messages that wait for Kafka Connect to take them.", () -> (long) inbox.size()),
                new Gauge("unacknowledged", "Messages that are not acknowledged yet.", () ->
                        (long) keeper.unacknowledged()),
                new Gauge(
                        "oldest-unacknowledged-ms",
                        "Age of the oldest message that is not acknowledged.",
                        () -> keeper.oldestUnacknowledged().toMillis()));
    }

    private static Gauge counter(String name, String description, LongAdder value) {
        return new Gauge(name, description, value::sum);
    }
}

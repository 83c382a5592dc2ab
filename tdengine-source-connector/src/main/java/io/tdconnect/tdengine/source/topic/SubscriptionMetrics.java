// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.topic;

import io.tdconnect.common.metrics.Gauge;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Metrics of a subscription. */
public final class SubscriptionMetrics {
    private final LongAdder rows = new LongAdder();
    private final LongAdder messages = new LongAdder();
    private final LongAdder events = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder gaps = new LongAdder();
    private final LongAdder unknownTables = new LongAdder();
    private volatile long lag;
    private volatile long vgroups;
    private volatile long finished;

    public void messageRead(long rowCount, long eventCount) {
        messages.increment();
        rows.add(rowCount);
        events.add(eventCount);
    }

    public void failed() {
        failures.increment();
    }

    void gapFound() {
        gaps.increment();
    }

    public void unknownTable() {
        unknownTables.increment();
    }

    public void walChecked(long vgroupCount, long positions) {
        vgroups = vgroupCount;
        lag = positions;
    }

    public void finish() {
        finished = 1;
    }

    /** Whether the subscription has ended. */
    public boolean finished() {
        return finished == 1;
    }

    /** The metrics in JMX. */
    public List<Gauge> gauges() {
        return List.of(
                Gauge.counter("rows", "Rows read since the task was started.", rows),
                Gauge.counter("messages", "Messages of topics read since the task was started.", messages),
                Gauge.counter("metadata-events", "Metadata events read since the task was started.", events),
                Gauge.counter(
                        "failures",
                        "Failures of the server or the network since the task was started, retried ones included.",
                        failures),
                Gauge.counter(
                        "gaps", "How often the WAL no longer held the next rows since the task was started.", gaps),
                Gauge.counter(
                        "tables-unknown",
                        "Tables whose rows have no tags because the server no longer has the table.",
                        unknownTables),
                new Gauge("vgroups", "Vgroups that this task reads; every half minute.", () -> vgroups),
                new Gauge(
                        "lag-positions",
                        "Positions of the WAL that are not read yet, in all vgroups of the task; every half minute. A"
                                + " position is a write of any table, not a row.",
                        () -> lag),
                new Gauge(
                        "finished",
                        "1 after the subscription has ended as the option timeout says, else 0.",
                        () -> finished));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.query;

import io.tdconnect.common.metrics.Gauge;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Metrics of a task that reads by queries. */
final class QueryMetrics {
    private final LongAdder rows = new LongAdder();
    private final LongAdder windows = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile int splits;
    private volatile double lag;

    void rowsRead(int count) {
        rows.add(count);
    }

    /** Rows handed over since the start. */
    long rows() {
        return rows.sum();
    }

    void windowRead() {
        windows.increment();
    }

    void failed() {
        failures.increment();
    }

    /** A round over all splits has ended. */
    void roundEnded(int splitCount, Duration behind) {
        splits = splitCount;
        lag = behind.toSeconds();
    }

    /** The metrics in JMX. */
    List<Gauge> gauges() {
        return List.of(
                Gauge.counter("rows", "Rows read since the task was started.", rows),
                Gauge.counter("windows", "Windows read to their end since the task was started.", windows),
                Gauge.counter(
                        "failures",
                        "Failures of the server or the network since the task was started, retried ones included.",
                        failures),
                new Gauge("lanes", "Tables, or groups of subtables of supertables, that the task reads.", () -> splits),
                new Gauge(
                        "lag-seconds",
                        "How far the slowest table is behind the time up to which rows are read; 0 for history.",
                        () -> lag));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.read;

import io.tdconnect.common.metrics.Gauge;
import io.tdconnect.common.metrics.PartProgress;
import io.tdconnect.common.metrics.PartProgress.Part;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/** Counts what a task reads; thread-safe. */
public final class ReadMetrics {
    public static final String TYPE = "kafka-source";

    private final LongAdder records = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder gaps = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder tooLarge = new LongAdder();
    private final Map<TopicPartition, Long> byPartition = new HashMap<>();
    private final PartProgress parts = new PartProgress();
    private volatile int partitions;
    private volatile long lag;
    private volatile boolean finished;

    /** The progress of each partition. */
    public PartProgress parts() {
        return parts;
    }

    void assigned(int count) {
        partitions = count;
    }

    void addRecord(TopicPartition partition, int keyBytes, int valueBytes) {
        records.increment();
        byPartition.merge(partition, 1L, Long::sum);
        bytes.add(Math.max(0, keyBytes) + Math.max(0, valueBytes));
    }

    void addFailure() {
        failures.increment();
    }

    void addGap(long missing) {
        gaps.increment();
        lost.add(missing);
    }

    void addTooLarge() {
        tooLarge.increment();
    }

    void lag(long left) {
        lag = left;
    }

    /** Takes over what is left of each partition; for use by the thread that reads. */
    void lags(List<AssignedPartition> all, ToLongFunction<TopicPartition> left) {
        parts.update(() -> all.stream()
                .map(AssignedPartition::partition)
                .map(each -> part(each, left.applyAsLong(each)))
                .toList());
    }

    private Part part(TopicPartition partition, long left) {
        long read = byPartition.getOrDefault(partition, 0L);
        return new Part(partition.toString(), left == 0 ? 1 : (double) read / (read + left), read);
    }

    /** The task has read and handed over everything. */
    public void finish() {
        finished = true;
    }

    /** The share of the records that is read, from 0 to 1. */
    public double shareDone() {
        double done = records.sum();
        return done + lag == 0 ? (finished ? 1 : 0) : done / (done + lag);
    }

    /** The metrics of the task. */
    public List<Gauge> gauges() {
        return List.of(
                Gauge.counter("records", "Records read since the task was started.", records),
                Gauge.counter("bytes", "Bytes of keys and values read since the task was started.", bytes),
                new Gauge("partitions", "Partitions that the task reads.", () -> (long) partitions),
                new Gauge("lag", "Records that the brokers have and the task has not read.", () -> lag),
                Gauge.counter(
                        "failures",
                        "Failures of the cluster or the network since the task was started, retried ones included.",
                        failures),
                Gauge.counter("gaps", "How often the next records were gone since the task was started.", gaps),
                Gauge.counter(
                        "lost-records", "Positions in these gaps, an upper bound of the records that are lost.", lost),
                Gauge.counter(
                        "large-records",
                        "Records left out since the task was started, as they are too large.",
                        tooLarge),
                new Gauge("finished", "1 once everything is read, with timeout; else 0.", () -> finished ? 1L : 0L));
    }
}

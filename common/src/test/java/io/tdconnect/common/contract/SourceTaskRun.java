// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/**
 * A source task driven as a worker does, with Kafka replaced by the test: polled records count as delivered, and their
 * offsets are kept.
 *
 * @param <T> the task
 */
public class SourceTaskRun<T extends SourceTask> implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final T task;
    private final Map<Map<String, ?>, Map<String, ?>> offsets;

    /** Starts a task on stored offsets, to which those of its records are added. */
    public SourceTaskRun(T task, Map<String, String> properties, Map<Map<String, ?>, Map<String, ?>> offsets) {
        this(task, offsets);
        task.initialize(StoredOffsets.of(properties, offsets));
        task.start(properties);
    }

    /** Drives a task that the subclass starts. */
    protected SourceTaskRun(T task, Map<Map<String, ?>, Map<String, ?>> offsets) {
        this.task = task;
        this.offsets = offsets;
    }

    /** Properties with others added, which are pairs of a name and a value. */
    public static Map<String, String> with(Map<String, String> properties, String... namesAndValues) {
        Map<String, String> all = new HashMap<>(properties);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return all;
    }

    /** The task. */
    protected final T task() {
        return task;
    }

    /** Polls once and delivers the records; an empty list where the task returned null. */
    public List<SourceRecord> poll() throws InterruptedException {
        List<SourceRecord> records = pollOnly();
        records.forEach(this::deliver);
        return records;
    }

    /** Polls once, without delivering the records. */
    public final List<SourceRecord> pollOnly() throws InterruptedException {
        List<SourceRecord> records = task.poll();
        return records == null ? List.of() : records;
    }

    /** Delivers a record: keeps its offset and acknowledges it to the task. */
    public final void deliver(SourceRecord record) {
        if (record.sourceOffset() != null) {
            offsets.put(record.sourcePartition(), record.sourceOffset());
        }
        try {
            task.commitRecord(record, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Polls until there are at least this many records. */
    public final List<SourceRecord> take(int count) throws InterruptedException {
        return takeUntil(records -> records.size() >= count);
    }

    /** Polls until the records of all these polls satisfy a condition. */
    public final List<SourceRecord> takeUntil(Predicate<List<SourceRecord>> enough) throws InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!enough.test(records)) {
            requireTime(deadline, records);
            records.addAll(poll());
        }
        return records;
    }

    /** Polls until the task has read everything. */
    protected final List<SourceRecord> takeAll(BooleanSupplier finished) throws InterruptedException {
        return takeUntil(records -> finished.getAsBoolean());
    }

    /** Polls until the task fails, and returns the failure. */
    public final Throwable failure() throws InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            requireTime(deadline, records);
            try {
                records.addAll(poll());
            } catch (RuntimeException e) {
                return e;
            }
        }
    }

    /** What the message says when the time is up. */
    protected String state() {
        return "";
    }

    private void requireTime(long deadline, List<SourceRecord> records) {
        if (System.nanoTime() > deadline) {
            List<SourceRecord> last = records.subList(Math.max(0, records.size() - 5), records.size());
            throw new AssertionError("Not in time; " + state() + records.size() + " records, the last: " + last);
        }
    }

    @Override
    public void close() {
        task.stop();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.contract.StoredOffsets;
import io.tdconnect.testing.TdengineServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** A task that runs without a worker; what was polled counts as delivered, and its offsets are kept, as a worker would. */
public final class SourceRun implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final TdengineSourceTask task = new TdengineSourceTask();
    private final Map<Map<String, ?>, Map<String, ?>> offsets;

    /** The first task of a connector with these properties; begins without offsets. */
    public SourceRun(Map<String, String> properties) {
        this(properties, new ConcurrentHashMap<>());
    }

    /** The first task of a connector, which begins with these offsets and changes them. */
    public SourceRun(Map<String, String> properties, Map<Map<String, ?>, Map<String, ?>> offsets) {
        this.offsets = offsets;
        Map<String, String> config = new HashMap<>(properties);
        config.putAll(new TdengineSourceConfig(properties).mode().tasks(1).get(0));
        task.initialize(StoredOffsets.of(config, offsets));
        task.start(config);
    }

    /** Properties of a connector that knows where the server is; further ones in pairs. */
    public static Map<String, String> properties(TdengineServer server, String... more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "name", "source",
                "connection.url", "http://" + server.host() + ":" + server.port(),
                "connection.user", server.user(),
                "connection.password", server.password(),
                "topic.create", "true",
                "retry.timeout.ms", "30000",
                "retry.backoff.ms", "50",
                "retry.backoff.max.ms", "500"));
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return properties;
    }

    /** The records of the next poll, delivered; empty when there are none. */
    public List<SourceRecord> poll() throws InterruptedException {
        List<SourceRecord> records = pollOnly();
        records.forEach(this::deliver);
        return records;
    }

    /** The records of the next poll, which Kafka does not get. */
    public List<SourceRecord> pollOnly() throws InterruptedException {
        List<SourceRecord> records = task.poll();
        return records == null ? List.of() : records;
    }

    /** Kafka gets a record, and its offset. */
    public void deliver(SourceRecord record) {
        if (record.sourceOffset() != null) {
            offsets.put(record.sourcePartition(), record.sourceOffset());
        }
        task.commitRecord(record, null);
    }

    /** Polls until there are so many records or more. */
    public List<SourceRecord> take(int count) throws InterruptedException {
        return takeUntil(records -> records.size() >= count);
    }

    /** Polls until the records are all that is wanted. */
    public List<SourceRecord> takeUntil(Predicate<List<SourceRecord>> enough) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        List<SourceRecord> records = new ArrayList<>();
        while (!enough.test(records)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not in time; found " + records.size() + " records: "
                        + records.stream().limit(20).map(SourceRecord::value).toList());
            }
            records.addAll(poll());
        }
        return records;
    }

    /** Polls until it fails; returns the failure. */
    public Throwable failure() throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                poll();
            } catch (RuntimeException e) {
                return e;
            }
        }
        throw new AssertionError("The task did not fail");
    }

    /** A figure that the task shows. */
    @Nullable
    public Object metric(String name) {
        return task.gauges().stream()
                .filter(gauge -> gauge.name().equals(name))
                .map(gauge -> (Object) gauge.value().get())
                .findAny()
                .orElse(null);
    }

    /** A column of rows, in their order. */
    public static List<@Nullable Object> column(List<SourceRecord> records, String name) {
        List<@Nullable Object> values = new ArrayList<>();
        for (SourceRecord record : records) {
            if (record.value() instanceof Struct row) {
                values.add(row.get(name));
            }
        }
        return values;
    }

    @Override
    public void close() {
        task.stop();
    }
}

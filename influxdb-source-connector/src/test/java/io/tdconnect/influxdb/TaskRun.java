// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.contract.StoredOffsets;
import io.tdconnect.influxdb.client.InfluxClient;
import io.tdconnect.influxdb.read.Gauges;
import io.tdconnect.influxdb.read.MeasurementSplit;
import io.tdconnect.testing.InfluxdServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.source.SourceRecord;

/** A task that runs without a worker; offsets of what was polled are kept in a map, as a worker would. */
public final class TaskRun implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final InfluxSourceTask task = new InfluxSourceTask();
    private final Map<Map<String, ?>, Map<String, ?>> offsets;

    public TaskRun(Map<String, String> properties) {
        this(properties, new HashMap<>());
    }

    public TaskRun(Map<String, String> properties, Map<Map<String, ?>, Map<String, ?>> offsets) {
        this.offsets = offsets;
        task.initialize(StoredOffsets.of(properties, offsets));
        task.start(properties);
    }

    /** A task that asks this client. */
    public TaskRun(Map<String, String> properties, InfluxClient client) {
        offsets = new HashMap<>();
        task.initialize(StoredOffsets.of(properties, offsets));
        task.start(new InfluxSourceConfig(properties), client);
    }

    /** Properties of a task that reads these measurements from 1970 to 2030-01-01 or now. */
    public static Map<String, String> properties(
            InfluxdServer server, String bucket, List<String> measurements, String... more) {
        Map<String, String> properties = Map.of(
                "name", "influx",
                "url", server.url(),
                "user", server.user(),
                "password", server.password(),
                "bucket", bucket,
                "begin.time", "1970-01-01T00:00:00Z",
                "end.time", "2025-01-01T00:00:00Z",
                "retry.backoff.ms", "50",
                "retry.backoff.max.ms", "500",
                "delay.ms", "0");
        return properties(properties, measurements, more);
    }

    /** Properties of a task that reads these measurements. */
    public static Map<String, String> properties(Map<String, String> usual, List<String> measurements, String... more) {
        Map<String, String> properties = with(usual, more);
        InfluxSourceConfig config = new InfluxSourceConfig(properties);
        properties.put(
                "task.lanes",
                measurements.stream()
                        .flatMap(measurement -> config.reading().splits(measurement).stream())
                        .map(MeasurementSplit::text)
                        .collect(Collectors.joining(",")));
        return properties;
    }

    /** The records of the next poll; empty when there are none. */
    List<SourceRecord> poll() throws InterruptedException {
        List<SourceRecord> records = task.poll();
        if (records == null) {
            return List.of();
        }
        records.forEach(record -> offsets.put(record.sourcePartition(), record.sourceOffset()));
        return records;
    }

    /** Polls until there are so many records or more. */
    List<SourceRecord> take(int count) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        List<SourceRecord> records = new ArrayList<>();
        while (records.size() < count) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Expected " + count + " records, found " + records.size());
            }
            records.addAll(poll());
        }
        return records;
    }

    /** Polls until everything up to the end time is read. */
    public List<SourceRecord> takeAll() throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        List<SourceRecord> records = new ArrayList<>();
        while (!task.finished()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Expected the end, found " + records.size() + " records so far");
            }
            records.addAll(poll());
        }
        return records;
    }

    /** The records of the first poll that has some; empty at the end. */
    List<SourceRecord> pollUntilFinished() throws InterruptedException {
        List<SourceRecord> records = List.of();
        while (records.isEmpty() && !task.finished()) {
            records = poll();
        }
        return records;
    }

    /** A metric of the task. */
    Object metric(String name) {
        return Gauges.of(task.metrics(), name);
    }

    @Override
    public void close() {
        task.stop();
    }

    static Map<String, String> with(Map<String, String> properties, String... more) {
        Map<String, String> all = new HashMap<>(properties);
        List<String> pairs = Arrays.asList(more);
        for (int i = 0; i < more.length; i += 2) {
            all.put(pairs.get(i), pairs.get(i + 1));
        }
        return all;
    }
}

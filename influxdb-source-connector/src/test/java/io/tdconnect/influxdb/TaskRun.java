// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.contract.Gauges;
import io.tdconnect.common.contract.SourceTaskRun;
import io.tdconnect.common.contract.StoredOffsets;
import io.tdconnect.common.window.TimeSplit;
import io.tdconnect.influxdb.client.InfluxClient;
import io.tdconnect.testing.InfluxdServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** A task of the InfluxDB source, without a worker. */
public final class TaskRun extends SourceTaskRun<InfluxSourceTask> {
    public TaskRun(Map<String, String> properties) {
        this(properties, new HashMap<>());
    }

    public TaskRun(Map<String, String> properties, Map<Map<String, ?>, Map<String, ?>> offsets) {
        super(new InfluxSourceTask(), properties, offsets);
    }

    /** A task that asks this client. */
    public TaskRun(Map<String, String> properties, InfluxClient client) {
        super(new InfluxSourceTask(), new HashMap<>());
        task().initialize(StoredOffsets.of(properties, Map.of()));
        task().start(new InfluxSourceConfig(properties), client);
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
                TimeSplit.textOf(measurements.stream()
                        .flatMap(measurement -> config.reading().splits(measurement).stream())
                        .toList()));
        return properties;
    }

    /** Polls until everything up to the end time is read. */
    public List<SourceRecord> takeAll() throws InterruptedException {
        return takeAll(task()::finished);
    }

    /** The records of the first poll that has some; empty at the end. */
    List<SourceRecord> pollUntilFinished() throws InterruptedException {
        List<SourceRecord> records = List.of();
        while (records.isEmpty() && !task().finished()) {
            records = poll();
        }
        return records;
    }

    /** A metric of the task. */
    Object metric(String name) {
        return Gauges.of(task().metrics().gauges(), name);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.metrics.MetricsRegistration;
import io.tdconnect.influxdb.client.HttpInfluxClient;
import io.tdconnect.influxdb.client.InfluxClient;
import io.tdconnect.influxdb.client.SelectionOptions;
import io.tdconnect.influxdb.read.MeasurementSplit;
import io.tdconnect.influxdb.read.PointBatch;
import io.tdconnect.influxdb.read.ReadMetrics;
import io.tdconnect.influxdb.read.ReadOptions;
import io.tdconnect.influxdb.read.SplitPosition;
import io.tdconnect.influxdb.read.SplitReader;
import io.tdconnect.influxdb.read.TaskReader;
import io.tdconnect.influxdb.record.PointConverter;
import io.tdconnect.influxdb.record.RecordOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.TransactionContext;
import org.jspecify.annotations.Nullable;

/** Reads some measurements of a bucket. */
public final class InfluxSourceTask extends SourceTask {
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private volatile @Nullable TaskReader reader;
    private @Nullable TransactionContext transactions;
    private @Nullable MetricsRegistration registration;
    private ReadMetrics metrics = new ReadMetrics();

    @Override
    public String version() {
        return PluginVersion.of(InfluxSourceTask.class);
    }

    @Override
    public void start(Map<String, String> properties) {
        InfluxSourceConfig config = new InfluxSourceConfig(properties);
        start(config, new HttpInfluxClient(config.connection(), config.selection()));
    }

    void start(InfluxSourceConfig config, InfluxClient client) {
        transactions = context.transactionContext();
        ReadOptions options = config.reading();
        RecordOptions records = config.records();
        metrics = new ReadMetrics();
        TaskReader started = new TaskReader(client, options, records.conflicts(), config.retry(), metrics);
        String bucket = options.selection().bucket();
        List<SplitReader> readers = new ArrayList<>();
        startPositions(config.taskSplits(), options.selection()).forEach((split, position) -> {
            Map<String, String> partition =
                    split.partition(bucket, options.selection().retentionPolicy());
            PointConverter converter = new PointConverter(records, bucket, split.measurement(), partition);
            readers.add(new SplitReader(split, position, options, converter, started::accept));
        });
        registration = MetricsRegistration.register(
                ReadMetrics.TYPE, config.connector(), config.task(), metrics.gauges(), context);
        reader = started;
        started.start(readers);
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        TaskReader current = reader;
        PointBatch batch = current == null ? null : current.poll(LONGEST_WAIT);
        if (batch == null) {
            return null;
        }
        if (transactions != null && batch.endOfWindow()) {
            transactions.commitTransaction();
        }
        return batch.records();
    }

    @Override
    public void stop() {
        TaskReader current = reader;
        reader = null;
        if (current != null) {
            current.close();
        }
        if (registration != null) {
            registration.close();
        }
    }

    /** Whether everything up to the end is read and handed over. */
    boolean finished() {
        TaskReader current = reader;
        return current == null || current.finished();
    }

    ReadMetrics metrics() {
        return metrics;
    }

    private Map<MeasurementSplit, SplitPosition> startPositions(
            List<MeasurementSplit> splits, SelectionOptions selection) {
        Map<MeasurementSplit, Map<String, String>> partitions = new LinkedHashMap<>();
        splits.forEach(
                split -> partitions.put(split, split.partition(selection.bucket(), selection.retentionPolicy())));
        Map<Map<String, String>, Map<String, Object>> offsets =
                context.offsetStorageReader().offsets(List.copyOf(partitions.values()));
        Map<MeasurementSplit, SplitPosition> positions = new LinkedHashMap<>();
        partitions.forEach((split, partition) -> positions.put(split, position(split, offsets.get(partition))));
        return positions;
    }

    private static SplitPosition position(MeasurementSplit split, @Nullable Map<String, Object> offset) {
        if (offset == null || offset.isEmpty()) {
            return SplitPosition.at(split.from());
        }
        try {
            return SplitPosition.fromMap(offset);
        } catch (IllegalArgumentException e) {
            throw new ConnectException(
                    "The offset of measurement " + split.measurement() + " cannot be used: " + e.getMessage()
                            + "; stop the connector and correct or reset its offsets",
                    e);
        }
    }
}

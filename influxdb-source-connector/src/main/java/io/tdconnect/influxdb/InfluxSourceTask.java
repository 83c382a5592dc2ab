// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.metrics.MetricsRegistration;
import io.tdconnect.common.source.SourceProgress;
import io.tdconnect.common.window.PointBatch;
import io.tdconnect.common.window.ReadMetrics;
import io.tdconnect.common.window.SplitReader;
import io.tdconnect.common.window.StoredPositions;
import io.tdconnect.common.window.TaskReader;
import io.tdconnect.common.window.TimeSplit;
import io.tdconnect.influxdb.client.HttpInfluxClient;
import io.tdconnect.influxdb.client.InfluxClient;
import io.tdconnect.influxdb.read.BucketView;
import io.tdconnect.influxdb.read.ReadOptions;
import io.tdconnect.influxdb.record.PointConverter;
import io.tdconnect.influxdb.record.RecordOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.TransactionContext;
import org.jspecify.annotations.Nullable;

/** Reads some measurements of a bucket. */
public final class InfluxSourceTask extends SourceTask implements SourceProgress {
    private static final String METRICS_TYPE = "influxdb-source";
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
        Map<TimeSplit, Map<String, String>> partitions = new LinkedHashMap<>();
        Map<TimeSplit, PointConverter> converters = new HashMap<>();
        for (TimeSplit split : config.taskSplits()) {
            Map<String, String> partition = options.partition(split);
            partitions.put(split, partition);
            converters.put(
                    split, new PointConverter(records, options.selection().bucket(), split.name(), partition));
        }
        BucketView bucket = new BucketView(client, options.selection(), records.conflicts(), converters);
        TaskReader started = new TaskReader("influxdb-source-reader", bucket, options.time(), config.retry(), metrics);
        List<SplitReader> readers = new ArrayList<>();
        SplitReader.Windows windows = options.forReaders();
        StoredPositions.of(context.offsetStorageReader(), partitions, windows.kind())
                .forEach((split, position) -> readers.add(new SplitReader(split, position, windows, started::accept)));
        registration = MetricsRegistration.register(
                METRICS_TYPE,
                config.task().connector(),
                config.task().number(),
                metrics.gauges(),
                metrics.parts(),
                context);
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

    @Override
    public boolean finished() {
        TaskReader current = reader;
        return current != null && current.finished();
    }

    @Override
    public double shareDone() {
        TaskReader current = reader;
        return current == null ? Double.NaN : current.shareDone();
    }

    ReadMetrics metrics() {
        return metrics;
    }
}

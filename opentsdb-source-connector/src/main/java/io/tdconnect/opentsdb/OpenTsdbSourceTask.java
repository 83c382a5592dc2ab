// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.metrics.MetricsRegistration;
import io.tdconnect.common.source.SourceProgress;
import io.tdconnect.common.window.PointBatch;
import io.tdconnect.common.window.ReadMetrics;
import io.tdconnect.common.window.SplitReader;
import io.tdconnect.common.window.StoredPositions;
import io.tdconnect.common.window.TaskReader;
import io.tdconnect.common.window.TimeSplit;
import io.tdconnect.opentsdb.client.OpenTsdbClient;
import io.tdconnect.opentsdb.read.MetricView;
import io.tdconnect.opentsdb.record.PointConverter;
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

/** Reads some metrics. */
public final class OpenTsdbSourceTask extends SourceTask implements SourceProgress {
    /** Field of source partitions. */
    static final String METRIC = "metric";

    private static final String METRICS_TYPE = "opentsdb-source";
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private volatile @Nullable TaskReader reader;
    private @Nullable TransactionContext transactions;
    private @Nullable MetricsRegistration registration;
    private ReadMetrics metrics = new ReadMetrics();

    @Override
    public String version() {
        return PluginVersion.of(OpenTsdbSourceTask.class);
    }

    @Override
    public void start(Map<String, String> properties) {
        OpenTsdbSourceConfig config = new OpenTsdbSourceConfig(properties);
        transactions = context.transactionContext();
        metrics = new ReadMetrics();
        Map<TimeSplit, Map<String, String>> partitions = new LinkedHashMap<>();
        Map<TimeSplit, PointConverter> converters = new HashMap<>();
        for (TimeSplit split : config.taskSplits()) {
            Map<String, String> partition = split.partition(Map.of(METRIC, split.name()));
            partitions.put(split, partition);
            converters.put(split, new PointConverter(config.records(), split.name(), partition));
        }
        MetricView server = new MetricView(
                new OpenTsdbClient(config.connection()), config.windows().longest(), converters);
        TaskReader started = new TaskReader("opentsdb-source-reader", server, config.time(), config.retry(), metrics);
        List<SplitReader> readers = new ArrayList<>();
        SplitReader.Windows windows = config.forReaders();
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

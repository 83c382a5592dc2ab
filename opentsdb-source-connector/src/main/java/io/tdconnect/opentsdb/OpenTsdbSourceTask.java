// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.source.SourceProgress;
import io.tdconnect.common.window.ReadMetrics;
import io.tdconnect.common.window.TimeSplit;
import io.tdconnect.common.window.WindowTask;
import io.tdconnect.opentsdb.client.OpenTsdbClient;
import io.tdconnect.opentsdb.read.MetricView;
import io.tdconnect.opentsdb.record.PointConverter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/** Reads some metrics. */
public final class OpenTsdbSourceTask extends SourceTask implements SourceProgress {
    /** Field of source partitions. */
    static final String METRIC = "metric";

    private static final String TYPE = "opentsdb-source";

    private volatile @Nullable WindowTask task;
    private ReadMetrics metrics = new ReadMetrics();

    @Override
    public String version() {
        return PluginVersion.of(OpenTsdbSourceTask.class);
    }

    @Override
    public void start(Map<String, String> properties) {
        OpenTsdbSourceConfig config = new OpenTsdbSourceConfig(properties);
        Map<TimeSplit, Map<String, String>> partitions = new LinkedHashMap<>();
        Map<TimeSplit, PointConverter> converters = new HashMap<>();
        for (TimeSplit split : config.taskSplits()) {
            Map<String, String> partition = split.partition(Map.of(METRIC, split.name()));
            partitions.put(split, partition);
            converters.put(split, new PointConverter(config.records(), split.name(), partition));
        }
        MetricView server = new MetricView(
                new OpenTsdbClient(config.connection()), config.windows().longest(), converters);
        WindowTask started = WindowTask.start(
                context,
                new WindowTask.Setup(TYPE, config.task(), server, partitions, config.forReaders(), config.retry()));
        metrics = started.metrics();
        task = started;
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        WindowTask current = task;
        return current == null ? null : current.poll();
    }

    @Override
    public void stop() {
        WindowTask current = task;
        task = null;
        if (current != null) {
            current.close();
        }
    }

    @Override
    public boolean finished() {
        WindowTask current = task;
        return current != null && current.finished();
    }

    @Override
    public double shareDone() {
        WindowTask current = task;
        return current == null ? Double.NaN : current.shareDone();
    }

    ReadMetrics metrics() {
        return metrics;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.source.SourceProgress;
import io.tdconnect.common.window.ReadMetrics;
import io.tdconnect.common.window.TimeSplit;
import io.tdconnect.common.window.WindowTask;
import io.tdconnect.influxdb.client.HttpInfluxClient;
import io.tdconnect.influxdb.client.InfluxClient;
import io.tdconnect.influxdb.read.BucketView;
import io.tdconnect.influxdb.read.ReadOptions;
import io.tdconnect.influxdb.record.PointConverter;
import io.tdconnect.influxdb.record.RecordOptions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/** Reads some measurements of a bucket. */
public final class InfluxSourceTask extends SourceTask implements SourceProgress {
    private static final String TYPE = "influxdb-source";

    private volatile @Nullable WindowTask task;
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
        ReadOptions options = config.reading();
        RecordOptions records = config.records();
        Map<TimeSplit, Map<String, String>> partitions = new LinkedHashMap<>();
        Map<TimeSplit, PointConverter> converters = new HashMap<>();
        for (TimeSplit split : config.taskSplits()) {
            Map<String, String> partition = options.partition(split);
            partitions.put(split, partition);
            converters.put(
                    split, new PointConverter(records, options.selection().bucket(), split.name(), partition));
        }
        BucketView bucket = new BucketView(client, options.selection(), records.conflicts(), converters);
        WindowTask started = WindowTask.start(
                context,
                new WindowTask.Setup(TYPE, config.task(), bucket, partitions, options.forReaders(), config.retry()));
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

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.csv;

import io.tdconnect.csv.CsvSourceTask;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/** Runs a task to its end and discards its records; a worker without stored offsets. */
final class TaskDrain implements SourceTaskContext, OffsetStorageReader {
    private final Map<String, String> config;

    TaskDrain(Map<String, String> config) {
        this.config = config;
    }

    /** The number of rows. */
    long run() throws InterruptedException {
        CsvSourceTask task = new CsvSourceTask();
        task.initialize(this);
        task.start(config);
        long rows = 0;
        try {
            while (!task.finished()) {
                List<SourceRecord> records = task.poll();
                if (records != null) {
                    for (SourceRecord each : records) {
                        rows += each.value() instanceof List<?> several ? several.size() : 1;
                        task.commitRecord(each, null);
                    }
                }
            }
        } finally {
            task.stop();
        }
        return rows;
    }

    @Override
    public Map<String, String> configs() {
        return config;
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
        return this;
    }

    @Override
    public PluginMetrics pluginMetrics() {
        throw new UnsupportedOperationException("no metrics here");
    }

    @Override
    public <T> @Nullable Map<String, Object> offset(Map<String, T> partition) {
        return null;
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
        return new HashMap<>();
    }
}

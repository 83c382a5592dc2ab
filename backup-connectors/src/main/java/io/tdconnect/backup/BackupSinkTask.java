// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup;

import io.tdconnect.backup.write.BackupWriter;
import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.metrics.Gauge;
import io.tdconnect.common.metrics.MetricsRegistration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/** Writes the backups of some databases. */
public final class BackupSinkTask extends SinkTask {
    private static final String METRICS = "backup-sink";

    private @Nullable BackupWriter writer;
    private @Nullable MetricsRegistration metrics;

    @Override
    public String version() {
        return PluginVersion.of(BackupSinkTask.class);
    }

    @Override
    public void start(Map<String, String> properties) {
        BackupSinkConfig config = new BackupSinkConfig(properties);
        BackupWriter started = new BackupWriter(config.writing(), config.retry(), context);
        started.start();
        writer = started;
        metrics = MetricsRegistration.register(
                METRICS, properties.getOrDefault("name", "unnamed"), "0", started.gauges(), context);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        writer().put(records);
    }

    /** Offsets are committed only after everything is on the disk and in the manifest. */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        return writer().commit() ? offsets : Map.of();
    }

    @Override
    public void stop() {
        BackupWriter stopped = writer;
        writer = null;
        if (metrics != null) {
            metrics.close();
        }
        if (stopped != null) {
            stopped.close();
        }
    }

    List<Gauge> gauges() {
        return writer().gauges();
    }

    private BackupWriter writer() {
        BackupWriter started = writer;
        if (started == null) {
            throw new IllegalStateException("the task is not started");
        }
        return started;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup;

import io.tdconnect.backup.read.Restore;
import io.tdconnect.backup.read.RestoreMetrics;
import io.tdconnect.backup.read.RestoreReader;
import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.metrics.MetricsRegistration;
import io.tdconnect.common.source.SourceProgress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a backup, or some of its tables. */
public final class BackupSourceTask extends SourceTask implements SourceProgress {
    private static final Logger log = LoggerFactory.getLogger(BackupSourceTask.class);
    private static final String METRICS = "backup-source";
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private volatile @Nullable RestoreReader reader;
    private volatile RestoreMetrics metrics = new RestoreMetrics();
    private @Nullable MetricsRegistration registration;
    private boolean told;

    @Override
    public String version() {
        return PluginVersion.of(BackupSourceTask.class);
    }

    @Override
    public void start(Map<String, String> properties) {
        BackupSourceConfig config = new BackupSourceConfig(properties);
        RestoreMetrics started = new RestoreMetrics();
        metrics = started;
        reader = Restore.start(config.restoring(), config.task(), config.tasks(), context, started);
        registration = MetricsRegistration.register(
                METRICS,
                properties.getOrDefault("name", "unnamed"),
                String.valueOf(config.task()),
                started.gauges(),
                context);
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        RestoreReader current = reader;
        List<SourceRecord> records = current == null ? null : current.poll(LONGEST_WAIT);
        if (records == null && current != null && current.finished() && !told) {
            told = true;
            metrics.finish();
            log.info("The backup has been read to its end");
        }
        return records;
    }

    @Override
    public boolean finished() {
        RestoreReader current = reader;
        return current != null && current.finished();
    }

    @Override
    public double shareDone() {
        return finished() ? 1 : metrics.shareDone();
    }

    @Override
    public String phase() {
        return metrics.phase();
    }

    RestoreMetrics metrics() {
        return metrics;
    }

    @Override
    public void stop() {
        RestoreReader current = reader;
        reader = null;
        if (current != null) {
            current.close();
        }
        if (registration != null) {
            registration.close();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.metrics.MetricsRegistration;
import io.tdconnect.common.source.SourceOffsets;
import io.tdconnect.common.source.SourceProgress;
import io.tdconnect.csv.file.Deliveries;
import io.tdconnect.csv.file.DoneFiles;
import io.tdconnect.csv.file.FileSplit;
import io.tdconnect.csv.file.StoredPosition;
import io.tdconnect.csv.read.ReadMetrics;
import io.tdconnect.csv.read.ReadOptions;
import io.tdconnect.csv.read.TaskReader;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads some of the files. */
public final class CsvSourceTask extends SourceTask implements SourceProgress {
    private static final Logger log = LoggerFactory.getLogger(CsvSourceTask.class);
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private volatile @Nullable TaskReader reader;
    private volatile @Nullable Deliveries deliveries;
    private volatile @Nullable ReadMetrics metrics;
    private @Nullable MetricsRegistration registration;
    private boolean saidFinished;

    @Override
    public String version() {
        return PluginVersion.of(CsvSourceTask.class);
    }

    @Override
    public void start(Map<String, String> properties) {
        CsvSourceConfig config = new CsvSourceConfig(properties);
        ReadOptions options = config.reading();
        DoneFiles done = new DoneFiles(options.files());
        Deliveries counted = new Deliveries(done);
        ReadMetrics measured = new ReadMetrics(System::nanoTime, done.finished(), done.failures());
        TaskReader started =
                new TaskReader(options, config.share(), this::positions, counted, measured, config.retry());
        registration = MetricsRegistration.register(
                ReadMetrics.TYPE,
                config.task().connector(),
                config.task().number(),
                measured.gauges(),
                measured.parts(),
                context);
        metrics = measured;
        deliveries = counted;
        reader = started;
        started.start();
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        TaskReader current = reader;
        List<SourceRecord> batch = current == null ? null : current.poll(LONGEST_WAIT);
        if (batch == null && !saidFinished && finished()) {
            saidFinished = true;
            log.info("All files are read; the task stays idle");
        }
        return batch;
    }

    /** Counts what Kafka has; null metadata is that of a record that a transform has dropped. */
    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) {
        Deliveries current = deliveries;
        if (current != null) {
            current.confirmed(record.sourcePartition());
        }
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
        ReadMetrics current = metrics;
        return current == null ? Double.NaN : current.share();
    }

    @Override
    public String phase() {
        ReadMetrics current = metrics;
        return current == null || current.file().isEmpty() ? "" : "reading " + current.file();
    }

    private Map<FileSplit, StoredPosition> positions(Collection<FileSplit> splits) {
        Map<FileSplit, Map<String, String>> partitions = new LinkedHashMap<>();
        splits.forEach(split -> partitions.put(split, split.partition()));
        return SourceOffsets.read(
                context.offsetStorageReader(), partitions, split -> "file " + split.id(), StoredPosition::fromMap);
    }
}

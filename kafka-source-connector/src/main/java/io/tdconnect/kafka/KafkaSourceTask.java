// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.metrics.MetricsRegistration;
import io.tdconnect.common.source.SourceOffsets;
import io.tdconnect.common.source.SourceProgress;
import io.tdconnect.kafka.client.ClusterConsumer;
import io.tdconnect.kafka.client.ClusterException;
import io.tdconnect.kafka.client.ConnectionOptions;
import io.tdconnect.kafka.read.AssignedPartition;
import io.tdconnect.kafka.read.Deliveries;
import io.tdconnect.kafka.read.ReadMetrics;
import io.tdconnect.kafka.read.StartRule;
import io.tdconnect.kafka.read.StoredPosition;
import io.tdconnect.kafka.read.TaskReader;
import io.tdconnect.kafka.record.RecordConverter;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads some partitions of a cluster. */
public final class KafkaSourceTask extends SourceTask implements SourceProgress {
    private static final Logger log = LoggerFactory.getLogger(KafkaSourceTask.class);
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);
    private static final Duration LAST_COMMIT_LIMIT = Duration.ofSeconds(3);

    private final Deliveries deliveries = new Deliveries();
    private volatile @Nullable TaskReader reader;
    private volatile boolean finished;
    private boolean endless = true;
    private @Nullable ConnectionOptions grouped;
    private @Nullable MetricsRegistration registration;
    private ReadMetrics metrics = new ReadMetrics();

    @Override
    public String version() {
        return PluginVersion.of(KafkaSourceTask.class);
    }

    @Override
    public void start(Map<String, String> properties) {
        KafkaSourceConfig config = new KafkaSourceConfig(properties);
        ConfigCheck.refuseOverrides(config);
        ConnectionOptions connection = config.connection();
        String client =
                "tdconnect-" + config.task().connector() + "-" + config.task().number();
        start(config, connection, () -> ClusterConsumer.of(connection, client));
    }

    void start(KafkaSourceConfig config, ConnectionOptions connection, TaskReader.Connector connector) {
        List<AssignedPartition> partitions = config.taskPartitions();
        List<TopicPartition> read =
                partitions.stream().map(AssignedPartition::partition).toList();
        boolean group = !connection.group().isEmpty();
        grouped = group ? connection : null;
        endless = config.range().timeout() == null;
        metrics = new ReadMetrics();
        TaskReader started = new TaskReader(
                connector,
                new StartRule(
                        partitions,
                        stored(read, context.offsetStorageReader()),
                        group,
                        config.range().start()),
                config.range(),
                new RecordConverter(config.records()),
                new TaskReader.Progress(config.since(), deliveries, metrics),
                config.retry());
        registration = MetricsRegistration.register(
                ReadMetrics.TYPE,
                config.task().connector(),
                config.task().number(),
                metrics.gauges(),
                metrics.parts(),
                context);
        reader = started;
        started.start();
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        TaskReader current = reader;
        if (current == null) {
            return null;
        }
        List<SourceRecord> records = current.poll(LONGEST_WAIT);
        if (records == null && !finished && current.finished()) {
            metrics.finish();
            finished = true;
        }
        return records;
    }

    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata written) {
        if (grouped != null) {
            deliveries.add(record.sourcePartition(), record.sourceOffset());
        }
    }

    @Override
    public void stop() {
        TaskReader current = reader;
        reader = null;
        if (current != null) {
            current.close();
            commitTheLast();
        }
        if (registration != null) {
            registration.close();
        }
    }

    @Override
    public boolean finished() {
        return finished;
    }

    @Override
    public double shareDone() {
        return endless ? Double.NaN : metrics.shareDone();
    }

    ReadMetrics metrics() {
        return metrics;
    }

    /** The stored positions, of the partitions that have one. */
    static Map<TopicPartition, StoredPosition> stored(
            Collection<TopicPartition> partitions, OffsetStorageReader storage) {
        Map<TopicPartition, Map<String, Object>> sources = new LinkedHashMap<>();
        partitions.forEach(partition -> sources.put(partition, AssignedPartition.source(partition)));
        return SourceOffsets.read(storage, sources, TopicPartition::toString, StoredPosition::fromMap);
    }

    /** What was delivered after the reader was closed, or had read everything. */
    private void commitTheLast() {
        Map<TopicPartition, Long> positions = deliveries.take();
        if (grouped == null || positions.isEmpty()) {
            return;
        }
        try (ClusterConsumer consumer = ClusterConsumer.of(grouped, "tdconnect-commit", LAST_COMMIT_LIMIT)) {
            consumer.commit(positions);
        } catch (ClusterException e) {
            log.warn("The group does not show the last progress of this connector: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

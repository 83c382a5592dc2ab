// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify;

import io.tdconnect.common.contract.SinkWorker;
import io.tdconnect.common.contract.SourceTaskRun;
import io.tdconnect.common.transform.TransformChain;
import io.tdconnect.common.transform.TransformStage;
import io.tdconnect.influxdb.InfluxSourceConnector;
import io.tdconnect.influxdb.InfluxSourceTask;
import io.tdconnect.tdengine.sink.TdengineSinkTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceConnectorContext;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Copies points with the tasks of the connectors, without a worker. */
final class ConnectorCopy {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final Set<TopicPartition> PARTITIONS = Set.of(PARTITION);

    private ConnectorCopy() {}

    /** Copies this many points. */
    static void run(Map<String, String> source, Map<String, String> sink, int points) throws InterruptedException {
        InfluxSourceConnector connector = new InfluxSourceConnector();
        connector.initialize(new IdleContext());
        connector.start(source);
        TdengineSinkTask target = new TdengineSinkTask();
        target.initialize(new SinkWorker(false, PARTITION));
        target.start(sink);
        List<TransformStage<SinkRecord>> transforms = new TransformChain<SinkRecord>(sink).stages();
        try (SourceTaskRun<InfluxSourceTask> reading = new SourceTaskRun<>(
                new InfluxSourceTask(), connector.taskConfigs(1).get(0), new HashMap<>())) {
            List<SourceRecord> records = reading.takeUntil(found -> points(found) >= points);
            List<SinkRecord> batch = new ArrayList<>();
            for (SourceRecord record : records) {
                SinkRecord written = written(record, batch.size());
                for (TransformStage<SinkRecord> stage : transforms) {
                    written = stage.transform().apply(written);
                }
                batch.add(written);
            }
            target.open(PARTITIONS);
            target.put(batch);
            Map<TopicPartition, OffsetAndMetadata> all = Map.of(PARTITION, new OffsetAndMetadata(batch.size()));
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
                target.put(List.of());
                return target.preCommit(new HashMap<>(all)).equals(all);
            });
        } finally {
            target.stop();
            connector.stop();
        }
    }

    private static SinkRecord written(SourceRecord record, int offset) {
        return new SinkRecord(
                PARTITION.topic(),
                PARTITION.partition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                offset,
                record.timestamp(),
                TimestampType.CREATE_TIME,
                record.headers());
    }

    private static int points(List<SourceRecord> records) {
        return records.stream()
                .mapToInt(record -> record.value() instanceof List<?> rows ? rows.size() : 1)
                .sum();
    }

    private static final class IdleContext implements SourceConnectorContext {
        @Override
        public @Nullable OffsetStorageReader offsetStorageReader() {
            return null;
        }

        @Override
        public void requestTaskReconfiguration() {}

        @Override
        public void raiseError(Exception e) {
            throw new IllegalStateException(e);
        }

        @Override
        public @Nullable PluginMetrics pluginMetrics() {
            return null;
        }
    }
}

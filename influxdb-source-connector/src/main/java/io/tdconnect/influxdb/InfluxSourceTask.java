// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.metrics.MetricsRegistration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.TransactionContext;
import org.jspecify.annotations.Nullable;

/** Reads some measurements of a bucket. */
public final class InfluxSourceTask extends SourceTask {
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private volatile @Nullable TaskReader loop;
    private @Nullable TransactionContext transactions;
    private @Nullable MetricsRegistration metrics;
    private Progress progress = new Progress();

    @Override
    public String version() {
        return PluginVersion.of(InfluxSourceTask.class);
    }

    @Override
    public void start(Map<String, String> properties) {
        InfluxSourceConfig config = new InfluxSourceConfig(properties);
        start(config, new HttpInfluxClient(config.connection()));
    }

    void start(InfluxSourceConfig config, InfluxClient client) {
        transactions = context.transactionContext();
        List<Lane> lanes = config.taskLanes();
        Map<Map<String, String>, Lane> byPartition = new HashMap<>();
        lanes.forEach(lane -> byPartition.put(lane.partition(config.bucket(), config.retentionPolicy()), lane));
        Map<Map<String, String>, Map<String, Object>> offsets =
                context.offsetStorageReader().offsets(List.copyOf(byPartition.keySet()));
        progress = new Progress();
        TaskReader started = new TaskReader(client, config.loop(), config.retry(), progress);
        List<LaneReader> readers = new ArrayList<>();
        for (Lane lane : lanes) {
            Map<String, String> partition = lane.partition(config.bucket(), config.retentionPolicy());
            readers.add(new LaneReader(
                    lane,
                    position(lane, offsets.get(partition)),
                    config.reading(),
                    new PointConverter(config.records(), lane.measurement(), partition),
                    started::accept));
        }
        metrics = MetricsRegistration.register(
                Progress.TYPE, config.connector(), config.task(), progress.gauges(), context);
        loop = started;
        started.start(readers);
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        TaskReader current = loop;
        Batch batch = current == null ? null : current.poll(LONGEST_WAIT);
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
        TaskReader current = loop;
        loop = null;
        if (current != null) {
            current.close();
        }
        if (metrics != null) {
            metrics.close();
        }
    }

    /** Whether everything up to the end is read and handed over. */
    boolean finished() {
        TaskReader current = loop;
        return current == null || current.finished();
    }

    Progress progress() {
        return progress;
    }

    private static Position position(Lane lane, @Nullable Map<String, Object> offset) {
        if (offset == null || offset.isEmpty()) {
            return Position.at(lane.from());
        }
        try {
            return Position.fromMap(offset);
        } catch (IllegalArgumentException e) {
            throw new ConnectException(
                    "The offset of measurement " + lane.measurement() + " cannot be used: " + e.getMessage()
                            + "; stop the connector and correct or reset its offsets",
                    e);
        }
    }
}

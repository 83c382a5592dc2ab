// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.metrics.Gauge;
import io.tdconnect.common.metrics.MetricsRegistration;
import io.tdconnect.common.source.SourceProgress;
import io.tdconnect.common.source.TaskIdentity;
import io.tdconnect.tdengine.source.mode.RecordBatch;
import io.tdconnect.tdengine.source.mode.TaskReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.TransactionContext;
import org.jspecify.annotations.Nullable;

/** Reads some topics or tables of a TDengine server. */
public final class TdengineSourceTask extends SourceTask implements SourceProgress {
    private static final String METRICS = "tdengine-source";
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private volatile @Nullable TaskReader reader;
    private volatile @Nullable FirstEvents first;
    private @Nullable TransactionContext transactions;
    private @Nullable MetricsRegistration metrics;

    @Override
    public String version() {
        return PluginVersion.of(TdengineSourceTask.class);
    }

    @Override
    public void start(Map<String, String> properties) {
        TdengineSourceConfig config = new TdengineSourceConfig(properties);
        transactions = context.transactionContext();
        TaskIdentity task = TaskIdentity.from(config);
        TaskReader started = config.mode().reader(context);
        metrics = MetricsRegistration.register(
                METRICS, task.connector(), task.number(), started.gauges(), started.parts(), context);
        first = FirstEvents.of(config, context);
        reader = started;
        started.start();
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        FirstEvents events = first;
        if (events != null && !events.handedOver()) {
            List<SourceRecord> records = events.records();
            if (records != null && transactions != null) {
                transactions.commitTransaction();
            }
            return records;
        }
        first = null;
        TaskReader current = reader;
        RecordBatch batch = current == null ? null : current.poll(LONGEST_WAIT);
        if (batch == null) {
            return null;
        }
        if (transactions != null && batch.endOfTransaction()) {
            transactions.commitTransaction();
        }
        return batch.records();
    }

    /** Also called for records that a transform dropped and for tolerated failures, neither of which come again. */
    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) {
        TaskReader current = reader;
        if (current != null) {
            current.delivered(record);
        }
    }

    /** Whether a history is read, or no data came within {@code timeout}. */
    @Override
    public boolean finished() {
        TaskReader current = reader;
        return current != null && first == null && current.finished();
    }

    @Override
    public double shareDone() {
        TaskReader current = reader;
        return current == null ? Double.NaN : current.shareDone();
    }

    List<Gauge> gauges() {
        TaskReader current = reader;
        return current == null ? List.of() : current.gauges();
    }

    @Override
    public void stop() {
        TaskReader current = reader;
        reader = null;
        if (current != null) {
            current.close();
        }
        if (metrics != null) {
            metrics.close();
        }
    }
}

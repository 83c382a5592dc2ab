// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.metrics.MetricsRegistration;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.tdengine.driver.TdengineConnections;
import io.tdconnect.tdengine.sink.config.ErrorOptions;
import io.tdconnect.tdengine.sink.config.MetadataOptions;
import io.tdconnect.tdengine.sink.config.TableOptions;
import io.tdconnect.tdengine.sink.config.TimeOptions;
import io.tdconnect.tdengine.sink.config.WritingOptions;
import io.tdconnect.tdengine.sink.config.WritingOptions.WriteMethod;
import io.tdconnect.tdengine.sink.delivery.BadRecordReporter;
import io.tdconnect.tdengine.sink.delivery.BatchAccumulator;
import io.tdconnect.tdengine.sink.delivery.ConnectionWriter;
import io.tdconnect.tdengine.sink.delivery.DeliveryLimits;
import io.tdconnect.tdengine.sink.delivery.RowDelivery;
import io.tdconnect.tdengine.sink.metadata.MetadataWriter;
import io.tdconnect.tdengine.sink.table.FirstValues;
import io.tdconnect.tdengine.sink.table.RowBinder;
import io.tdconnect.tdengine.sink.table.Subtables;
import io.tdconnect.tdengine.sink.table.TableEvolution;
import io.tdconnect.tdengine.sink.write.RowRouter;
import io.tdconnect.tdengine.sink.write.RowWriter;
import io.tdconnect.tdengine.sink.write.SinkConnection;
import io.tdconnect.tdengine.sink.write.SinkMetrics;
import io.tdconnect.tdengine.sink.write.SqlRowWriter;
import io.tdconnect.tdengine.sink.write.StmtRowWriter;
import io.tdconnect.tdengine.sink.write.TableWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Life cycle of one sink task; the work is done by {@link RowDelivery}. */
public final class TdengineSinkTask extends SinkTask {
    private static final Logger log = LoggerFactory.getLogger(TdengineSinkTask.class);

    /** Property with the number of the task. */
    static final String TASK = "task.number";

    private static final String METRICS_TYPE = "tdengine-sink";

    private volatile @Nullable RowDelivery delivery;
    private @Nullable MetricsRegistration shown;

    @Override
    public String version() {
        return PluginVersion.of(getClass());
    }

    @Override
    public void start(Map<String, String> properties) {
        TdengineSinkConfig config = new TdengineSinkConfig(properties);
        Lock definitions = new ReentrantLock();
        FirstValues firstValues = new FirstValues();
        SinkMetrics metrics = new SinkMetrics();
        List<ConnectionWriter.Target> targets = new ArrayList<>();
        WritingOptions writing = WritingOptions.from(config);
        ErrorOptions errors = ErrorOptions.from(config);
        for (int i = 0; i < writing.connections(); i++) {
            targets.add(target(config, definitions, firstValues, metrics));
        }
        delivery = new RowDelivery(
                new BatchAccumulator.Mappers(config.mapper(), config.metadataReader()),
                new RowDelivery.Targets(targets, firstValues),
                new BadRecordReporter(context.errantRecordReporter(), errors.policies(), errors.headers(), metrics),
                DeliveryLimits.of(writing, () -> RetryOptions.from(config)),
                metrics,
                context);
        shown = MetricsRegistration.register(
                METRICS_TYPE,
                properties.getOrDefault("name", ""),
                properties.getOrDefault(TASK, "0"),
                metrics.gauges(),
                context);
        log.info("Task started");
    }

    private static ConnectionWriter.Target target(
            TdengineSinkConfig config, Lock definitions, FirstValues firstValues, SinkMetrics metrics) {
        SinkConnection connection = new SinkConnection(TdengineConnections.from(config), definitions, metrics);
        TableOptions options = TableOptions.from(config);
        TableEvolution evolution = new TableEvolution(connection, options, firstValues);
        Subtables subtables = new Subtables(connection, options.create().table(), options.tagPolicy());
        RowBinder binder = new RowBinder(
                evolution,
                subtables,
                TimeOptions.from(config),
                ErrorOptions.from(config).policies());
        RowWriter statements =
                WritingOptions.from(config).method() == WriteMethod.SQL ? null : new StmtRowWriter(connection, metrics);
        RowWriter text = new SqlRowWriter(connection::insert, SqlRowWriter.MAX_BYTES);
        RowRouter router = new RowRouter(statements, text, connection, subtables);
        return new ConnectionWriter.Target(
                connection,
                new TableWriter(binder, router, connection),
                new MetadataWriter(connection, MetadataOptions.from(config)));
    }

    @Override
    public void put(Collection<SinkRecord> entries) {
        delivery().put(entries);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> processed) {
        return delivery().written(processed);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        delivery().drop(partitions);
    }

    @Override
    public void stop() {
        RowDelivery stopped = delivery;
        delivery = null;
        if (shown != null) {
            shown.close();
            shown = null;
        }
        if (stopped != null) {
            stopped.close();
        }
    }

    private RowDelivery delivery() {
        RowDelivery started = delivery;
        if (started == null) {
            throw new IllegalStateException("the task is not started");
        }
        return started;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.tdengine.TdengineOptions;
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

    private volatile @Nullable RowDelivery delivery;

    @Override
    public String version() {
        return PluginVersion.of(getClass());
    }

    @Override
    public void start(Map<String, String> properties) {
        TdengineSinkConfig config = new TdengineSinkConfig(properties);
        Lock definitions = new ReentrantLock();
        List<TableWriter> writers = new ArrayList<>();
        for (int i = 0; i < WritingOptions.connections(config); i++) {
            writers.add(writer(config, definitions));
        }
        delivery = new RowDelivery(
                config.mapper(),
                writers,
                new BadRecords(
                        context.errantRecordReporter(), ErrorOptions.policies(config), ErrorOptions.headers(config)),
                WritingOptions.limits(config),
                context);
        log.info("Task started");
    }

    private static TableWriter writer(TdengineSinkConfig config, Lock definitions) {
        SinkConnection connection = new SinkConnection(TdengineOptions.from(config), definitions);
        TableEvolution evolution = new TableEvolution(connection, TableOptions.from(config));
        Subtables subtables =
                new Subtables(connection, config.getBoolean(TableOptions.CREATE_TABLE), TableOptions.tagPolicy(config));
        RowBinder binder =
                new RowBinder(evolution, subtables, RoutingOptions.cells(config, ErrorOptions.policies(config)));
        RowWriter text = new SqlRowWriter(connection::insert, SqlRowWriter.MAX_BYTES);
        RowWriter inserts = WritingOptions.method(config) == WriteMethod.SQL
                ? text
                : new BindableNames(new StmtRowWriter(connection), text);
        RowWriter writer = new RowChanges(inserts, connection, subtables);
        return new TableWriter(binder, writer, connection);
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

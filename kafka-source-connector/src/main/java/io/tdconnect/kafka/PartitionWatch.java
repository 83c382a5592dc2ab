// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka;

import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.source.TaskThread;
import io.tdconnect.kafka.client.ClusterException;
import io.tdconnect.kafka.read.AssignedPartition;
import io.tdconnect.kafka.read.PartitionCatalog;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.connect.connector.ConnectorContext;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the list of partitions that are selected, and requests new tasks when it changes. */
final class PartitionWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PartitionWatch.class);

    private final ConnectorContext context;
    private final PartitionCatalog catalog;
    private final Duration interval;
    private final Retry retry;
    private final TaskThread thread;
    private volatile List<AssignedPartition> partitions = List.of();

    PartitionWatch(ConnectorContext context, PartitionCatalog catalog, Duration interval, Retry retry) {
        this.context = context;
        this.catalog = catalog;
        this.interval = interval;
        this.retry = retry;
        thread = new TaskThread("kafka-source-partitions", this::watch, this::fail);
    }

    /**
     * Lists the partitions and starts to watch them.
     *
     * @throws ConnectException if the cluster refuses; while it cannot be reached, the list stays empty
     */
    void start() {
        try {
            refresh();
        } catch (ClusterException e) {
            log.warn("The cluster does not answer yet, the connector has no tasks until then: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while asking the cluster for its topics", e);
        }
        thread.start();
    }

    List<AssignedPartition> partitions() {
        return partitions;
    }

    @Override
    public void close() {
        thread.askToEnd();
        catalog.end();
        thread.close();
        catalog.close();
    }

    private void watch() throws InterruptedException {
        Duration pause = partitions.isEmpty() ? Duration.ofSeconds(1) : interval;
        while (true) {
            thread.pause(pause);
            pause = look();
        }
    }

    private void fail(Throwable cause) {
        context.raiseError(
                cause instanceof RuntimeException exception
                        ? exception
                        : new ConnectException("The connector no longer watches the list of topics: " + cause, cause));
    }

    private Duration look() throws InterruptedException {
        try {
            List<AssignedPartition> before = partitions;
            refresh();
            retry.succeeded();
            if (!before.equals(partitions)) {
                log.info("{} partitions now, {} before", partitions.size(), before.size());
                context.requestTaskReconfiguration();
            }
            return partitions.isEmpty() ? Duration.ofSeconds(1) : interval;
        } catch (ClusterException e) {
            return retry.failed(e);
        }
    }

    private void refresh() throws ClusterException, InterruptedException {
        try {
            partitions = catalog.list();
        } catch (ClusterException e) {
            if (e.passing()) {
                throw e;
            }
            throw new ConnectException(e.getMessage() + "; check the option " + e.option(), e);
        }
    }
}

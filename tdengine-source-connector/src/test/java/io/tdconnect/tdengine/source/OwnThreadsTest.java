// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.contract.StoredOffsets;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.tdengine.block.BlockConsumer;
import io.tdconnect.tdengine.driver.TdengineConnections;
import io.tdconnect.tdengine.source.message.MessageConverter;
import io.tdconnect.tdengine.source.message.TableCatalog;
import io.tdconnect.tdengine.source.mode.SelectionOptions;
import io.tdconnect.tdengine.source.mode.TaskReader;
import io.tdconnect.tdengine.source.query.PrefetchingQueryClient;
import io.tdconnect.tdengine.source.query.QueryOptions;
import io.tdconnect.tdengine.source.query.QueryReader;
import io.tdconnect.tdengine.source.record.RecordOptions;
import io.tdconnect.tdengine.source.server.QueryClient;
import io.tdconnect.tdengine.source.server.SplitDiscovery;
import io.tdconnect.tdengine.source.server.SplitRange;
import io.tdconnect.tdengine.source.server.TableSplit;
import io.tdconnect.tdengine.source.subscription.MessagePrefetcher;
import io.tdconnect.tdengine.source.subscription.Subscription;
import io.tdconnect.tdengine.source.subscription.SubscriptionOptions;
import io.tdconnect.tdengine.source.subscription.SubscriptionReader;
import io.tdconnect.tdengine.source.topic.GapOptions;
import io.tdconnect.tdengine.source.topic.StartOptions;
import io.tdconnect.tdengine.source.topic.StartRule;
import io.tdconnect.tdengine.source.topic.SubscriptionMetrics;
import io.tdconnect.tdengine.source.topic.Vgroups;
import io.tdconnect.tdengine.tmq.TmqConsumer;
import io.tdconnect.tdengine.tmq.TmqSubscription;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

/**
 * Common properties of this connector's threads: a failure never ends one unnoticed, and each logs with the connector's
 * name.
 */
@Timeout(60)
class OwnThreadsTest {
    private static final String CONTEXT = "[power|task-0] ";
    private static final TdengineSourceConfig CONFIG = new TdengineSourceConfig(Map.of(
            "name", "power",
            "connection.url", "http://localhost:6041",
            "connection.user", "root",
            "connection.password", "secret",
            "read.mode", "query",
            "database", "power"));

    private final BlockingQueue<String> contexts = new LinkedBlockingQueue<>();

    @BeforeEach
    void asAWorkerDoes() {
        MDC.put("connector.context", CONTEXT);
    }

    @AfterEach
    void forget() {
        MDC.clear();
    }

    @Test
    void anErrorFailsATaskThatReadsByQueries() {
        OutOfMemoryError full = new OutOfMemoryError("full");
        QueryReader loop = loop(() -> {
            contexts.add(MDC.get("connector.context"));
            throw full;
        });

        loop.start();

        assertThatThrownBy(() -> pollForever(loop))
                .isInstanceOf(ConnectException.class)
                .hasRootCause(full);
        assertThat(contexts).containsExactly(CONTEXT);
        loop.close();
    }

    @Test
    void anUnexpectedInterruptionFailsATaskThatReadsByQueries() {
        QueryReader loop = loop(() -> {
            Thread.currentThread().interrupt();
            Thread.sleep(60_000);
            throw new SQLException("slept");
        });

        loop.start();

        assertThatThrownBy(() -> pollForever(loop)).hasRootCauseInstanceOf(InterruptedException.class);
        loop.close();
    }

    @Test
    void anErrorFailsATaskThatReadsASubscription() {
        NoClassDefFoundError missing = new NoClassDefFoundError("gone");
        SubscriptionReader reader = reader(missing);

        reader.start();

        assertThatThrownBy(() -> pollForever(reader))
                .isInstanceOf(ConnectException.class)
                .hasRootCause(missing);
        assertThat(contexts).containsExactly(CONTEXT);
        reader.close();
    }

    @Test
    void threadsAheadLogWithTheSameContext() throws Exception {
        try (MessagePrefetcher polls = new MessagePrefetcher(() -> {
            contexts.add(MDC.get("connector.context"));
            return Optional.empty();
        })) {
            polls.begin();
            polls.take();
        }
        QueryClient recording = new QueryClient() {
            @Override
            public void query(String sql, BlockConsumer blocks) {
                contexts.add(MDC.get("connector.context"));
            }

            @Override
            public void close() {}
        };
        try (PrefetchingQueryClient queries = PrefetchingQueryClient.connect(() -> recording)) {
            queries.expect(new SplitRange("power", TableSplit.ofTable("", "d"), List.of(), 0, 1));

            assertThat(contexts.poll(30, TimeUnit.SECONDS)).isEqualTo(CONTEXT);
            assertThat(contexts.poll(30, TimeUnit.SECONDS)).isEqualTo(CONTEXT);
        }
    }

    private static void pollForever(TaskReader reader) throws InterruptedException {
        while (true) {
            reader.poll(Duration.ofMillis(100));
        }
    }

    private static QueryReader loop(QueryReader.Connector connector) {
        QueryOptions query = QueryOptions.from(CONFIG);
        RecordOptions records = RecordOptions.from(CONFIG);
        SplitDiscovery catalog = new SplitDiscovery(new SplitDiscovery.Scope(
                SelectionOptions.from(CONFIG).database(),
                query.tables().selection(List.of()),
                query.tables().groups(),
                records.tags(),
                0,
                1));
        return new QueryReader(connector, RetryOptions.from(CONFIG), query, catalog, records, partitions -> Map.of());
    }

    private SubscriptionReader reader(Error failure) {
        Subscription.Server failing = new Subscription.Server() {
            @Override
            public TmqConsumer consumer() {
                throw new UnsupportedOperationException();
            }

            @Override
            public QueryClient queries() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Connection statements() {
                contexts.add(MDC.get("connector.context"));
                throw failure;
            }
        };
        SubscriptionMetrics metrics = new SubscriptionMetrics();
        Subscription subscription = new Subscription(
                new Subscription.Request(List.of(), TmqSubscription.of("g", List.of())),
                SubscriptionOptions.from(CONFIG),
                failing,
                new Vgroups(
                        StoredOffsets.ofEvery(null).offsetStorageReader(),
                        new StartRule(Map.of(), StartOptions.StartFrom.EARLIEST, GapOptions.GapPolicy.FAIL),
                        false,
                        metrics),
                new MessageConverter(
                        RecordOptions.from(CONFIG), null, new TableCatalog(TdengineConnections.from(CONFIG)), metrics),
                metrics);
        return new SubscriptionReader(subscription, RetryOptions.from(CONFIG), metrics);
    }
}

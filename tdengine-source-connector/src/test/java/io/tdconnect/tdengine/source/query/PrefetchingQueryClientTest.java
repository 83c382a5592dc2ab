// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.block.Block;
import io.tdconnect.tdengine.block.BlockConsumer;
import io.tdconnect.tdengine.block.BlockLayout;
import io.tdconnect.tdengine.source.server.QueryClient;
import io.tdconnect.tdengine.source.server.SplitRange;
import io.tdconnect.tdengine.source.server.TableSplit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PrefetchingQueryClientTest {
    private static final int BLOCKS = 10;

    private final Server server = new Server();

    @Test
    void theNextResultComesWhileOneIsInWork() throws Exception {
        try (PrefetchingQueryClient queries = PrefetchingQueryClient.connect(server::connect)) {
            List<String> tables = new ArrayList<>();
            queries.readRange(range("first"), block -> {
                if (tables.isEmpty()) {
                    queries.expect(range("second"));
                    server.awaitBegun("second");
                }
                tables.add(block.table());
            });
            queries.query("now", block -> tables.add(block.table()));
            queries.readRange(range("second"), block -> {
                if (block.table().equals("second 0")) {
                    queries.expect(range("third"));
                    server.awaitBegun("third");
                }
                tables.add(block.table());
            });
            queries.readRange(range("third"), block -> tables.add(block.table()));

            assertThat(tables).containsExactlyElementsOf(server.results("first", "now", "second", "third"));
            assertThat(server.begun).containsExactly("first", "second", "now", "third");
            assertThat(server.clients).hasSize(2);
        }
        assertNothingIsLeft();
    }

    @Test
    void aResultThatIsNotWantedAnyMoreIsThrownAway() throws Exception {
        try (PrefetchingQueryClient queries = PrefetchingQueryClient.connect(server::connect)) {
            queries.expect(range("second"));
            queries.expect(range("other"));
            List<String> tables = new ArrayList<>();
            queries.readRange(range("other"), block -> tables.add(block.table()));
            queries.readRange(range("second"), block -> tables.add(block.table()));

            assertThat(tables).containsExactlyElementsOf(server.results("other", "second"));
            assertThat(server.clients.get(0).closed.getCount()).isZero();
        }
        assertNothingIsLeft();
    }

    @Test
    void aFailureOfTheNextQueryIsThrownWhenItIsItsTurn() throws Exception {
        SQLException refused = new SQLException("refused", null, 0x12c);
        IllegalStateException broken = new IllegalStateException("broken");
        OutOfMemoryError full = new OutOfMemoryError("full");
        for (Throwable failure : List.of(refused, broken, full)) {
            try (PrefetchingQueryClient queries = PrefetchingQueryClient.connect(server::connect)) {
                server.failure.set(failure);
                queries.expect(range("failing"));
                queries.readRange(range("other"), block -> {});
                List<String> tables = new ArrayList<>();

                assertThatThrownBy(() -> queries.readRange(range("failing"), block -> tables.add(block.table())))
                        .isSameAs(failure);
                assertThat(tables).as("what came before").containsExactlyElementsOf(server.results("failing"));
            }
        }
        assertNothingIsLeft();
    }

    @Test
    void closingEndsAQueryThatWaitsForItsTurnAndOneThatWaitsForTheServer() throws Exception {
        PrefetchingQueryClient waiting = PrefetchingQueryClient.connect(server::connect);
        waiting.expect(range("second"));
        server.awaitBegun("second");
        waiting.close();
        waiting.close();

        PrefetchingQueryClient silent = PrefetchingQueryClient.connect(server::connect);
        silent.expect(range("silent"));
        server.awaitBegun("silent");
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            try {
                silent.readRange(range("silent"), block -> {});
            } catch (SQLException | InterruptedException e) {
                seen.set(e);
            }
        });
        reader.start();
        silent.close();
        reader.interrupt();
        reader.join();

        assertThat(seen.get()).isInstanceOfAny(SQLException.class, InterruptedException.class);
        assertNothingIsLeft();
    }

    private static SplitRange range(String table) {
        return new SplitRange("power", TableSplit.ofTable("", table), List.of(), 0, 1);
    }

    private void assertNothingIsLeft() {
        assertThat(server.clients).allMatch(client -> client.closed.getCount() == 0);
        Awaitility.await()
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals(PrefetchingQueryClient.THREAD)));
    }

    /** Answers each query with some blocks, whose table name identifies them. */
    private static final class Server {
        private final List<Client> clients = new CopyOnWriteArrayList<>();
        private final List<String> begun = new CopyOnWriteArrayList<>();
        private final ConcurrentHashMap<String, CountDownLatch> latches = new ConcurrentHashMap<>();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Client connect() {
            Client client = new Client(this);
            clients.add(client);
            return client;
        }

        void awaitBegun(String name) throws InterruptedException {
            assertThat(latch(name).await(30, TimeUnit.SECONDS)).isTrue();
        }

        CountDownLatch latch(String name) {
            return latches.computeIfAbsent(name, key -> new CountDownLatch(1));
        }

        List<String> results(String... queries) {
            List<String> tables = new ArrayList<>();
            for (String name : queries) {
                for (int i = 0; i < BLOCKS; i++) {
                    tables.add(name + " " + i);
                }
            }
            return tables;
        }
    }

    private static final class Client implements QueryClient {
        private final Server server;
        private final CountDownLatch closed = new CountDownLatch(1);

        Client(Server server) {
            this.server = server;
        }

        @Override
        public void query(String sql, BlockConsumer blocks) throws SQLException, InterruptedException {
            String name = sql.replaceAll("SELECT .* FROM \\W*power\\W+(\\w+).*", "$1");
            server.begun.add(name);
            server.latch(name).countDown();
            if (name.equals("silent")) {
                closed.await();
                throw new SQLException("closed");
            }
            for (String table : server.results(name)) {
                blocks.accept(new Block(table, Precision.MS, 1, new BlockLayout(List.of()), List.of()));
            }
            Throwable failing = name.equals("failing") ? server.failure.get() : null;
            if (failing instanceof SQLException refused) {
                throw refused;
            } else if (failing instanceof RuntimeException broken) {
                throw broken;
            } else if (failing instanceof Error error) {
                throw error;
            }
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.testing.TcpProxy;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CrashIT {
    private static final int MESSAGES = 50_000;
    // The other half is published after the crash, so the crash is always in the middle.
    private static final int BEFORE_THE_END = 40_000;
    private static final int ENOUGH_TO_CRASH = 2_000;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static Installation installation;

    private final CountDownLatch crashed = new CountDownLatch(1);

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start();
    }

    @AfterAll
    static void stop() throws Exception {
        installation.close();
    }

    @Test
    void everyMessageIsARowAfterTheWorkerWasKilled() throws Exception {
        String database = startPipeline("killed", installation.tdengine.port());
        CompletableFuture<Void> publishing = publishAll("killed");

        awaitRows(database, ENOUGH_TO_CRASH);
        installation.worker.kill();
        crashed.countDown();
        installation.worker.restart();

        publishing.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        awaitRows(database, MESSAGES);
        assertThat(identities(database)).isEqualTo(Meters.identities(MESSAGES));
    }

    @Test
    void everyMessageIsARowAfterTheDatabaseConnectionWasLost() throws Exception {
        try (TcpProxy proxy = TcpProxy.to(installation.tdengine.host(), installation.tdengine.port())) {
            String database = startPipeline("disconnected", proxy.port());
            CompletableFuture<Void> publishing = publishAll("disconnected");

            for (int crash = 1; crash <= 5; crash++) {
                awaitRows(database, crash * ENOUGH_TO_CRASH);
                proxy.cut();
            }
            proxy.stop();
            crashed.countDown();
            publishing.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            proxy.resume();

            awaitRows(database, MESSAGES);
            assertThat(identities(database)).isEqualTo(Meters.identities(MESSAGES));
            assertThat(installation.topics.count("disconnected-dead-letters")).isZero();
        }
    }

    /** Starts both connectors and returns after a first message has arrived; from then on the broker keeps the session. */
    private static String startPipeline(String name, int tdenginePort) throws Exception {
        String database = installation.tdengine.createDatabase("ms");
        Map<String, String> sink = new HashMap<>(installation.sink(name, database));
        sink.put("connection.url", "jdbc:TAOS-WS://" + installation.tdengine.host() + ":" + tdenginePort);
        installation.startSink(name, sink);
        installation.startSource(name);
        try (Publisher publisher = new Publisher(installation.mosquitto)) {
            await().atMost(LIMIT).until(() -> {
                publisher.publish(name + "/first", Meters.message(0));
                publisher.flush();
                return rows(database) == 1;
            });
        }
        return database;
    }

    private CompletableFuture<Void> publishAll(String name) {
        return CompletableFuture.runAsync(() -> {
            try (Publisher publisher = new Publisher(installation.mosquitto)) {
                for (int number = 0; number < MESSAGES; number++) {
                    if (number == BEFORE_THE_END) {
                        crashed.await();
                    }
                    publisher.publish(name + "/" + number % 10, Meters.message(number));
                }
                publisher.flush();
            } catch (Exception e) {
                throw new IllegalStateException("Publishing failed", e);
            }
        });
    }

    private static void awaitRows(String database, int count) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(rows(database)).isGreaterThanOrEqualTo(count));
    }

    private static long rows(String database) {
        return installation.tdengine.count(database + ".meters");
    }

    private static Set<List<Long>> identities(String database) {
        return installation.tdengine.query("SELECT id, ts FROM " + database + ".meters").stream()
                .map(row -> List.of(((Number) row.get(0)).longValue(), ((Timestamp) row.get(1)).getTime()))
                .collect(Collectors.toSet());
    }
}

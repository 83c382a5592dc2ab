// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import static io.tdconnect.influxdb.TaskRun.properties;
import static io.tdconnect.influxdb.TaskRun.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.testing.InfluxdServer;
import io.tdconnect.testing.influx.InfluxdFront;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.connect.source.SourceRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class FaultIT {
    private InfluxdServer server;

    @AfterEach
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void readsEveryPointOnceWhenTheServerIsKilledInTheMiddleOfAnAnswer() throws Exception {
        startServer(Map.of());
        Influxd.fill(server, "db", "m", 100, 1_000);

        try (TaskRun run = new TaskRun(properties(server, "db", List.of("m"), "read.window", "P7D"))) {
            List<SourceRecord> records = new ArrayList<>(run.take(20_000));
            server.kill();
            server.restart();
            records.addAll(run.takeAll());

            assertCompleteOnce(records, 100_000);
        }
    }

    @Test
    void readsEveryPointOnceWhenConnectionsAreCutInTheMiddleOfAChunk() throws Exception {
        startServer(Map.of());
        Influxd.fill(server, "db", "m", 100, 1_000);

        try (CuttingProxy proxy = new CuttingProxy(server.port(), 6, 300_000);
                TaskRun run = new TaskRun(
                        with(properties(server, "db", List.of("m"), "batch.size", "777"), "url", proxy.url()))) {
            List<SourceRecord> records = run.takeAll();

            assertThat(proxy.cutsLeft()).isLessThanOrEqualTo(0);
            assertCompleteOnce(records, 100_000);
        }
    }

    @Test
    void readsEveryPointOnceWhenQueriesTimeOutInTheMiddle() throws Exception {
        startServer(Map.of("coordinator.query-timeout", "\"300ms\""));
        // More than the buffers of the connection hold.
        String padding = ",text=\"" + "x".repeat(500) + "\" ";
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            lines.add("m,host=h" + i % 100 + " value=" + i + "i" + padding + (Influxd.T0 + i / 100 * Influxd.SECOND));
        }
        server.write("db", lines);

        try (TaskRun run = new TaskRun(properties(server, "db", List.of("m"), "read.window", "P7D"))) {
            List<SourceRecord> records = new ArrayList<>();
            // A consumer so slow that the first answers cannot be complete in time.
            for (int i = 0; i < 4; i++) {
                records.addAll(run.take(1));
                Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> true);
            }
            records.addAll(run.takeAll());

            assertThat((Long) run.metric("windows"))
                    .as("windows, with halved ones")
                    .isGreaterThan(4);
            assertCompleteOnce(records, 100_000);
        }
    }

    @Test
    void waitsForAServerThatIsDownAtStart() throws Exception {
        startServer(Map.of());
        Influxd.fill(server, "db", "m", 1, 10);
        server.kill();

        try (TaskRun run = new TaskRun(properties(server, "db", List.of("m")))) {
            assertThat(run.poll()).isEmpty();
            server.restart();

            assertCompleteOnce(run.takeAll(), 10);
        }
    }

    @Test
    void givesUpAfterTheDeadlineAndNamesIt() {
        startServer(Map.of());
        server.kill();

        try (TaskRun run = new TaskRun(properties(server, "db", List.of("m"), "retry.timeout.ms", "300"))) {
            assertThatThrownBy(run::takeAll).hasMessageContaining("retry.timeout.ms");
        }
    }

    @Test
    void slowKafkaDoesNotGrowTheMemoryOfTheServer() throws Exception {
        startServer(Map.of());
        Influxd.fill(server, "db", "m", 100, 5_000);

        try (TaskRun run = new TaskRun(properties(server, "db", List.of("m"), "read.window", "P7D"))) {
            List<SourceRecord> records = new ArrayList<>(run.take(2_000));
            long before = server.residentBytes();
            Awaitility.await().pollDelay(Duration.ofSeconds(4)).until(() -> true);

            assertThat(server.residentBytes() - before).isLessThan(100L << 20);
            records.addAll(run.takeAll());
            assertCompleteOnce(records, 500_000);
        }
    }

    @Test
    void readsTheWindowAgainWhenTheServerFallsSilent() throws Exception {
        startServer(Map.of());
        Influxd.fill(server, "db", "m", 10, 100);

        CountDownLatch end = new CountDownLatch(1);
        try (InfluxdFront front = new InfluxdFront(server)) {
            // The first is the search for the first point; the second is a window.
            front.next(exchange -> awaitQuietly(end));
            front.next(exchange -> awaitQuietly(end));
            Map<String, String> properties =
                    properties(server, "db", List.of("m"), "stall.timeout.ms", "500", "read.window", "P7D");
            try (TaskRun run = new TaskRun(with(properties, "url", front.url()))) {
                List<SourceRecord> records = run.takeAll();

                assertThat(run.metric("failures")).isEqualTo(2L);
                assertCompleteOnce(records, 1_000);
            }
        } finally {
            end.countDown();
        }
    }

    @Test
    void waitsAsLongAsTheServerAsksFor() throws Exception {
        startServer(Map.of());
        Influxd.fill(server, "db", "m", 1, 10);

        AtomicLong refused = new AtomicLong();
        AtomicLong again = new AtomicLong();
        try (InfluxdFront front = new InfluxdFront(server)) {
            front.next(exchange -> {
                refused.set(System.nanoTime());
                exchange.getResponseHeaders().set("Retry-After", "2");
                exchange.sendResponseHeaders(429, -1);
            });
            front.next(exchange -> {
                again.set(System.nanoTime());
                exchange.sendResponseHeaders(503, -1);
            });

            try (TaskRun run = new TaskRun(with(properties(server, "db", List.of("m")), "url", front.url()))) {
                assertCompleteOnce(run.takeAll(), 10);
            }
            assertThat(Duration.ofNanos(again.get() - refused.get())).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void failuresNameTheOptionToChange() {
        startServer(Map.of());
        server.write("db", "m value=1i " + Influxd.T0);
        server.query("CREATE USER reader WITH PASSWORD 'x'");
        Map<String, String> good = properties(server, "db", List.of("m"));

        assertFails(with(good, "password", "wrong"), "check the option password");
        assertFails(with(good, "user", "reader", "password", "x"), "check the option user");
        assertFails(with(good, "bucket", "nope"), "check the option bucket");
        assertFails(with(good, "retention.policy", "nope"), "check the option retention.policy");
    }

    private static void assertFails(Map<String, String> properties, String message) {
        try (TaskRun run = new TaskRun(properties)) {
            assertThatThrownBy(run::takeAll).hasMessageContaining(message).hasMessageNotContaining("wrong");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startServer(Map<String, String> settings) {
        server = Influxd.start(settings);
        server.createDatabase("db");
    }

    private static void assertCompleteOnce(List<SourceRecord> records, int points) {
        List<Long> values = Influxd.values(records);
        assertThat(Influxd.duplicates(values)).as("points that came twice").isZero();
        assertThat(values).hasSize(points);
    }
}

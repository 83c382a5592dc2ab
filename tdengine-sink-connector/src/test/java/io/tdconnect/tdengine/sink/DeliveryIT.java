// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.meter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.testing.TcpProxy;
import io.tdconnect.testing.TdengineServer;
import java.lang.management.ManagementFactory;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Network faults of a running task: no row is lost, and no row is visible twice. */
class DeliveryIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int METERS = 7;
    private static TdengineServer server;

    private TcpProxy proxy;
    private String database;
    private int put;

    @BeforeAll
    static void start() {
        server = TdengineServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        proxy = TcpProxy.to(server.host(), server.port());
        database = server.createDatabase("ms");
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    void losesNothingWhenTheProxyResetsConnections() {
        try (RunningSink sink = sink()) {
            for (int i = 0; i < 60; i++) {
                putMore(sink);
                if (i % 10 == 5) {
                    proxy.cut();
                }
            }
            awaitAll(sink);
        }
    }

    @Test
    void noticesAServerThatHangs() throws Exception {
        try (RunningSink sink = sink("request.timeout.ms", "1000", "connection.timeout.ms", "1000")) {
            putMore(sink);
            awaitAll(sink);
            proxy.freeze();
            putMore(sink);
            await().atMost(LIMIT).untilAsserted(() -> {
                sink.put();
                assertThat(metric("state")).isEqualTo("Bounce");
            });
            assertThat((Long) metric("retries")).isPositive();
            assertThat((Long) metric("oldest-unwritten-age-ms")).isPositive();
            putMore(sink);
            proxy.thaw();
            awaitAll(sink);
        }
    }

    @Test
    void goesOnWithTheNextEndpoint() {
        try (TcpProxy second = TcpProxy.to(server.host(), server.port());
                RunningSink sink = sink("connection.endpoints", "127.0.0.1:" + second.port())) {
            putMore(sink);
            awaitAll(sink);
            proxy.stop();
            putMore(sink);
            awaitAll(sink);
            proxy.resume();
            second.stop();
            putMore(sink);
            awaitAll(sink);
        }
    }

    @Test
    void leavesNoThreadWhenItIsStoppedWhileTheServerHangs() {
        RunningSink sink = sink("request.timeout.ms", "60000");
        putMore(sink);
        awaitAll(sink);
        proxy.freeze();
        for (int i = 0; i < 20; i++) {
            putMore(sink);
        }
        assertThat(connectionThreads()).isNotEmpty();

        sink.close();

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(connectionThreads()).isEmpty());
    }

    @Test
    void tellsWhatItDoesByJmx() throws Exception {
        try (RunningSink sink = sink("tags", "groupid,location")) {
            putMore(sink);
            sink.put("not a row");
            sink.commit();
            awaitAll(sink);

            assertThat(metric("state")).isEqualTo("Ready");
            assertThat(metric("rows-written")).isEqualTo(50L);
            assertThat((Long) metric("bytes-written")).isGreaterThan(50 * 30L);
            assertThat((Long) metric("batches")).isBetween(1L, 50L);
            assertThat((Double) metric("latency-p99-ms")).isPositive();
            assertThat((Double) metric("latency-max-ms")).isGreaterThanOrEqualTo((Double) metric("latency-p50-ms"));
            assertThat(metric("rows-in-flight")).isEqualTo(0L);
            assertThat(metric("oldest-unwritten-age-ms")).isEqualTo(0L);
            assertThat((Long) metric("definitions-changed")).isPositive();
            assertThat(metric("bad-records-other")).isEqualTo(1L);
        }
        assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(bean()))
                .isFalse();
    }

    private RunningSink sink(String... namesAndValues) {
        List<String> options = new ArrayList<>(List.of(
                "connection.url", "jdbc:TAOS-WS://127.0.0.1:" + proxy.port(), "name", "it", "batch.rows", "100"));
        options.addAll(List.of(namesAndValues));
        return new RunningSink(server, database, options.toArray(String[]::new));
    }

    private void putMore(RunningSink sink) {
        sink.put(IntStream.range(put, put + 50)
                .mapToObj(i -> meter(i % METERS, TS + i))
                .toArray());
        put += 50;
    }

    private void awaitAll(RunningSink sink) {
        await().atMost(LIMIT).untilAsserted(() -> {
            sink.put();
            assertThat(sink.commit()).isEqualTo(sink.everything());
        });
        Set<Long> times = server.query("SELECT ts FROM " + database + ".meters").stream()
                .map(row -> ((Timestamp) row.get(0)).getTime())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(times)
                .isEqualTo(
                        IntStream.range(0, put).mapToObj(i -> TS + i).collect(Collectors.toCollection(TreeSet::new)));
        assertThat(server.count(database + ".meters")).isEqualTo(put);
    }

    private static Object metric(String name) throws Exception {
        return ManagementFactory.getPlatformMBeanServer().getAttribute(bean(), name);
    }

    private static ObjectName bean() throws Exception {
        return new ObjectName("io.tdconnect:type=tdengine-sink,connector=\"it\",task=\"0\"");
    }

    private static List<String> connectionThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("tdengine-sink-"))
                .toList();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tdconnect.engine.EngineResult.Outcome;
import io.tdconnect.influxdb.InfluxSourceConnector;
import io.tdconnect.mqtt.MqttSourceConnector;
import io.tdconnect.tdengine.sink.TdengineSinkConnector;
import io.tdconnect.tdengine.source.TdengineSourceConnector;
import io.tdconnect.testing.InfluxdServer;
import io.tdconnect.testing.Mosquitto;
import io.tdconnect.testing.TcpProxy;
import io.tdconnect.testing.TdengineServer;
import io.tdconnect.transforms.MapToTable;
import io.tdconnect.transforms.ParseJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import org.apache.kafka.connect.transforms.DropHeaders;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connectors on the engine, in processes that are killed, and with a target that is away: every row arrives. */
@Timeout(180)
class CrashIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final long T0 = 1_700_000_000_000L;
    private static final int MANY = 50_000;
    private static final int SOME = 20_000;

    @AutoClose
    private static final TdengineServer tdengine = TdengineServer.start();

    @TempDir
    private Path folder;

    private final String database = tdengine.createDatabase("ms");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyMessageOfMqttArrivesWhenTheProcessIsKilled(boolean queue) throws Exception {
        assumeTrue(Mosquitto.available(), "skipped: Mosquitto is not installed");
        try (Mosquitto broker = Mosquitto.start()) {
            DirectTask task = task(mqtt(broker), tdengine.port(), queue ? folder.resolve("queue") : null);
            MqttAsyncClient publisher = publisher(broker);
            CompletableFuture<Void> published;
            try (EngineProcess engine = EngineProcess.start(task)) {
                // Messages are kept from the first subscription on.
                await().atMost(LIMIT).until(() -> {
                    publish(publisher, 0, 1);
                    return rows() > 0;
                });
                published = CompletableFuture.runAsync(() -> publish(publisher, 1, MANY));
                await().atMost(LIMIT).until(() -> rows() > 5_000);
                engine.kill();
            }
            assertThat(rows()).isLessThan(MANY);
            try (EngineProcess engine = EngineProcess.start(task)) {
                published.join();
                await().atMost(LIMIT).untilAsserted(() -> assertThat(rows()).isEqualTo(MANY));
                assertThat(engine.alive()).as(engine.log()).isTrue();
            }
            publisher.disconnectForcibly(100, 100);
            publisher.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyPointOfAHistoryOfInfluxDbArrivesWhenTheProcessIsKilled(boolean queue) throws Exception {
        assumeTrue(InfluxdServer.available(), "skipped: influxd is not installed and INFLUXDB_URL is not set");
        try (InfluxdServer influxd = InfluxdServer.start()) {
            influxd.createDatabase("db");
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < SOME; i++) {
                lines.add("meters,host=h" + i % 50 + " value=" + i + "i " + (T0 + i) * 1_000_000);
            }
            influxd.write("db", lines);
            DirectTask task = task(
                    Map.of(
                            "connector.class",
                            InfluxSourceConnector.class.getName(),
                            "url",
                            influxd.url(),
                            "user",
                            influxd.user(),
                            "password",
                            influxd.password(),
                            "bucket",
                            "db",
                            "begin.time",
                            "2023-11-14T00:00:00Z",
                            "end.time",
                            "2023-11-15T00:00:00Z",
                            "window.max.points",
                            "2000"),
                    tdengine.port(),
                    queue ? folder.resolve("queue") : null);
            killOnceAndFinish(task, this::rows);
            assertThat(rows()).isEqualTo(SOME);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyRowOfASubscriptionArrivesWhenTheProcessIsKilled(boolean queue) throws Exception {
        String origin = tdengine.createDatabase("ms");
        tdengine.execute("CREATE STABLE " + origin + ".meters (ts TIMESTAMP, v INT) TAGS (g INT)");
        for (int from = 0; from < SOME; from += 1_000) {
            StringBuilder sql = new StringBuilder("INSERT INTO " + origin + ".d" + from % 7 + " USING " + origin
                    + ".meters TAGS (" + from % 7 + ") VALUES");
            for (int i = from; i < from + 1_000; i++) {
                sql.append(" (").append(T0 + i).append(',').append(i).append(')');
            }
            tdengine.execute(sql.toString());
        }
        DirectTask task = task(
                Map.of(
                        "connector.class",
                        TdengineSourceConnector.class.getName(),
                        "connection.url",
                        "http://" + tdengine.host() + ":" + tdengine.port(),
                        "connection.user",
                        tdengine.user(),
                        "connection.password",
                        tdengine.password(),
                        "database",
                        origin,
                        "topic.create",
                        "true",
                        "timeout",
                        "2s"),
                tdengine.port(),
                queue ? folder.resolve("queue") : null);
        killOnceAndFinish(task, this::rows);
        assertThat(rows()).isEqualTo(SOME);
    }

    @Test
    void aTargetThatIsAwayLongerThanTheSinkTriesEndsTheTaskAndTheNextStartGoesOn() throws Exception {
        assumeTrue(Mosquitto.available(), "skipped: Mosquitto is not installed");
        try (Mosquitto broker = Mosquitto.start();
                TcpProxy proxy = TcpProxy.to(tdengine.host(), tdengine.port())) {
            DirectTask task = task(mqtt(broker), proxy.port(), null);
            MqttAsyncClient publisher = publisher(broker);
            try (DirectEngine engine = DirectEngine.start(task)) {
                await().atMost(LIMIT).until(() -> {
                    publish(publisher, 0, 1);
                    return rows() > 0;
                });
                proxy.stop();
                publish(publisher, 1, 2_000);
                assertThat(engine.await().outcome()).isEqualTo(Outcome.FAILED);
                assertThat(engine.await().cause()).hasMessageContaining("retry.timeout.ms");
            }
            assertThat(rows()).isLessThan(2_000);
            proxy.resume();
            try (DirectEngine engine = DirectEngine.start(task)) {
                await().atMost(LIMIT).untilAsserted(() -> assertThat(rows()).isEqualTo(2_000));
                // Another process may not use the same files meanwhile.
                try (EngineProcess other = EngineProcess.start(task)) {
                    assertThat(other.status(LIMIT)).isNotNull().isNotZero();
                    assertThat(other.log())
                            .contains(task.offsets().toString())
                            .contains("in use by process "
                                    + ProcessHandle.current().pid());
                }
                assertThat(engine.figures().failures()).isZero();
            }
            publisher.disconnectForcibly(100, 100);
            publisher.close();
        }
    }

    @Test
    void withAQueueTheSourceGoesOnWhileTheTargetIsAway() throws Exception {
        assumeTrue(Mosquitto.available(), "skipped: Mosquitto is not installed");
        try (Mosquitto broker = Mosquitto.start();
                TcpProxy proxy = TcpProxy.to(tdengine.host(), tdengine.port())) {
            proxy.stop();
            DirectTask task = task(mqtt(broker), proxy.port(), folder.resolve("queue"));
            MqttAsyncClient publisher = publisher(broker);
            // The target is away from the start, and longer than the sink tries.
            try (DirectEngine engine = DirectEngine.start(task)) {
                await().atMost(LIMIT).until(() -> {
                    publish(publisher, 0, 1);
                    return engine.figures().queueRecords() > 0;
                });
                publish(publisher, 1, 2_000);
                await().atMost(LIMIT).until(() -> engine.figures().queueRecords() >= 2_000);
                await().atMost(LIMIT).until(() -> engine.figures().retries() > 0);
                assertThat(engine.figures().phase()).startsWith("the target fails: ");
            }
            // What is on disk stays there, and is written when the target is back.
            proxy.resume();
            try (DirectEngine engine = DirectEngine.start(task)) {
                await().atMost(LIMIT).untilAsserted(() -> assertThat(rows()).isEqualTo(2_000));
                await().atMost(LIMIT).until(() -> engine.figures().queueRecords() == 0);
            }
            publisher.disconnectForcibly(100, 100);
            publisher.close();
        }
    }

    private void killOnceAndFinish(DirectTask task, IntSupplier rows) throws IOException, InterruptedException {
        try (EngineProcess engine = EngineProcess.start(task)) {
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> rows.getAsInt() > 0 || !engine.alive());
            engine.kill();
            assertThat(rows.getAsInt()).as(engine.log()).isBetween(1, SOME - 1);
        }

        try (EngineProcess engine = EngineProcess.start(task)) {
            assertThat(engine.status(LIMIT)).as(engine.log()).isEqualTo(0);
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()))).contains("offsets.json");
        }
    }

    private DirectTask task(Map<String, String> source, int port, @Nullable Path queue) {
        Map<String, String> sink = sink(port);
        if (source.get("connector.class").contains("Mqtt")) {
            sink.put("transforms", "parse,map");
            sink.put("transforms.parse.type", ParseJson.Value.class.getName());
            sink.put("transforms.map.type", MapToTable.Value.class.getName());
            sink.put("transforms.map.stable", "meters");
            sink.put("transforms.map.table", "d{id}");
            sink.put("transforms.map.timestamp.field", "ts");
            sink.put("transforms.map.columns", "ts, id:INT, current:FLOAT");
            sink.put("transforms.map.tags", "groupid:INT");
        }
        if (source.get("connector.class").contains("TdengineSource")) {
            sink.put("transforms", "database");
            sink.put("transforms.database.type", DropHeaders.class.getName());
            sink.put("transforms.database.headers", "td.database");
        }
        Map<String, String> unchecked = new HashMap<>(source);
        unchecked.put("validate.connection", "false");
        return new DirectTask(
                "crash-" + database,
                unchecked,
                sink,
                folder.resolve("offsets.json"),
                queue,
                1L << 30,
                null,
                1,
                Duration.ofSeconds(5));
    }

    private Map<String, String> sink(int port) {
        return new HashMap<>(Map.of(
                "connector.class",
                TdengineSinkConnector.class.getName(),
                "connection.url",
                "http://" + tdengine.host() + ":" + port,
                "connection.user",
                tdengine.user(),
                "connection.password",
                tdengine.password(),
                "database",
                database,
                "linger.ms",
                "10",
                "batch.rows",
                "1000",
                // The machine may be busy, and what is tested is what comes after the check.
                "validate.connection",
                "false",
                // Through the proxy, which stops.
                "retry.timeout.ms",
                port == tdengine.port() ? "60000" : "1000",
                "retry.backoff.ms",
                "50"));
    }

    private static Map<String, String> mqtt(Mosquitto broker) {
        return Map.of(
                "connector.class",
                MqttSourceConnector.class.getName(),
                "broker.urls",
                broker.url(),
                "topics",
                "meters/+::1",
                "kafka.topic",
                "meters");
    }

    private int rows() {
        return (int) tdengine.count(database + ".meters");
    }

    private static MqttAsyncClient publisher(Mosquitto broker) throws MqttException {
        MqttAsyncClient client =
                new MqttAsyncClient(broker.url(), MqttAsyncClient.generateClientId(), new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMaxInflight(60_000);
        client.connect(options).waitForCompletion();
        return client;
    }

    private static void publish(MqttAsyncClient client, int from, int to) {
        try {
            List<IMqttToken> tokens = new ArrayList<>();
            for (int i = from; i < to; i++) {
                String text = "{\"ts\":" + (T0 + i) + ",\"id\":" + i % 100 + ",\"current\":10.5,\"groupid\":7}";
                tokens.add(client.publish("meters/" + i % 10, text.getBytes(StandardCharsets.UTF_8), 1, false));
            }
            for (IMqttToken token : tokens) {
                token.waitForCompletion();
            }
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.map;
import static io.tdconnect.tdengine.sink.Records.meter;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.emulator.TdengineEmulator;
import io.tdconnect.testing.TdengineServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FaultsIT {
    private static TdengineServer server;

    @BeforeAll
    static void start() {
        server = TdengineServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void isolatesBadRecords() {
        String database = server.createDatabase("ms");
        server.execute("CREATE STABLE " + database
                + ".meters (ts TIMESTAMP, id INT, v INT, note VARCHAR(8)) TAGS (groupid INT)");
        try (RunningSink sink = new RunningSink(server, database, "auto.evolve", "false")) {
            sink.put(
                    row(0, 1L, "ok"),
                    row(1, "not a number", "ok"),
                    row(2, 1L, "far too long a text"),
                    row(3, 1L, "ok"),
                    map("ts", null, "id", 1L, "v", 1L, "note", "no time", "groupid", 1L),
                    map("id", 1L, "v", 1L, "note", "no time", "groupid", 1L),
                    row(6, 5_000_000_000L, "ok"),
                    "not a row",
                    map("ts", TS + 8, "id", "x".repeat(200), "v", 1L),
                    row(9, 1L, "ok"));

            assertThat(sink.commit()).isEqualTo(Records.upTo(10));
            assertThat(sink.context.reported)
                    .extracting(bad -> bad.entry().kafkaOffset())
                    .containsExactlyInAnyOrder(1L, 2L, 4L, 5L, 6L, 7L, 8L);
        }

        assertThat(server.count(database + ".meters")).isEqualTo(3);
    }

    @Test
    void isolatesRowsThatTheServerRefuses() {
        String database = server.uniqueDatabase();
        server.execute("CREATE DATABASE " + database + " BUFFER 16 KEEP 30");
        long now = System.currentTimeMillis();
        try (RunningSink sink = new RunningSink(server, database)) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                values.add(meter(i % 4, i % 16 == 5 ? TS + i : now + i));
            }
            sink.put(values.toArray());
            sink.commit();

            assertThat(sink.context.reported)
                    .extracting(bad -> bad.entry().kafkaOffset())
                    .containsExactly(5L, 21L, 37L, 53L);
            assertThat(sink.context.reported.get(0).reason()).hasMessageContaining("0x60b");
        }

        assertThat(server.count(database + ".meters")).isEqualTo(60);
    }

    @Test
    void writesOnWhenATableWasDroppedMeanwhile() {
        String database = server.createDatabase("ms");
        try (RunningSink sink = new RunningSink(server, database)) {
            sink.put(meter(1, TS));
            sink.commit();
            server.execute("DROP STABLE " + database + ".meters");
            sink.put(meter(1, TS + 1));
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.count(database + ".meters")).isEqualTo(1);
    }

    @Test
    void losesNothingWhenTheServerRestarts() {
        try (TdengineServer emulator = TdengineServer.startEmulator()) {
            String database = emulator.createDatabase("ms");
            try (RunningSink sink = new RunningSink(emulator, database, "batch.rows", "100")) {
                for (int i = 0; i < 50; i++) {
                    if (i % 10 == 5) {
                        emulator.restart();
                    }
                    List<Object> values = new ArrayList<>();
                    for (int j = 0; j < 50; j++) {
                        values.add(meter(j % 7, TS + i * 50L + j));
                    }
                    sink.put(values.toArray());
                }
                Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                    sink.put();
                    assertThat(sink.commit()).isEqualTo(Records.upTo(2500));
                });
                assertThat(sink.context.paused).isEmpty();
                assertThat(sink.context.reported).isEmpty();
            }

            assertThat(emulator.count(database + ".meters")).isEqualTo(2500);
        }
    }

    @Test
    void validateNamesTheOptionAtFault() {
        String database = server.createDatabase("ms");
        Map<String, String> good = RunningSink.config(server, database);
        good.put("topics", "meters");

        assertThat(problems(good, "name", "x")).isEmpty();
        assertThat(problems(good, "connection.password", "wr0ng-secret")).containsOnlyKeys("connection.password");
        assertThat(problems(good, "connection.password", "wr0ng-secret").toString())
                .doesNotContain("wr0ng-secret");
        assertThat(problems(good, "connection.url", "127.0.0.1:1")).containsOnlyKeys("connection.url");
        assertThat(problems(good, "database", "nowhere")).containsOnlyKeys("database");
        assertThat(problems(good, "database", "nowhere", "auto.create.database", "true"))
                .isEmpty();
        assertThat(problems(
                        good,
                        "connection.url",
                        "127.0.0.1:1",
                        "connection.endpoints",
                        server.host() + ":" + server.port()))
                .isEmpty();
    }

    @Test
    void validateNamesAGatewayThatIsTooOld() {
        try (TdengineEmulator old = TdengineEmulator.startAsVersion(0, "3.3.5.0")) {
            Map<String, String> config = RunningSink.config(server, "power");
            config.put("topics", "meters");

            Map<String, List<String>> problems = problems(config, "connection.url", "127.0.0.1:" + old.port());

            assertThat(problems).containsOnlyKeys("connection.url");
            assertThat(problems.get("connection.url").get(0))
                    .contains("3.3.6.0")
                    .contains("update taosAdapter");
        }
    }

    private static Map<String, Object> row(int i, Object v, String note) {
        return map("ts", TS + i, "id", 1L, "v", v, "note", note, "groupid", 1L);
    }

    private static Map<String, List<String>> problems(Map<String, String> config, String... changes) {
        Map<String, String> changed = new HashMap<>(config);
        for (int i = 0; i < changes.length; i += 2) {
            changed.put(changes[i], changes[i + 1]);
        }
        Map<String, List<String>> problems = new HashMap<>();
        for (ConfigValue value : new TdengineSinkConnector().validate(changed).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                problems.put(value.name(), value.errorMessages());
            }
        }
        return problems;
    }
}

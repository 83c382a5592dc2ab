// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.testing.ConnectCluster;
import io.tdconnect.testing.ConnectRest;
import io.tdconnect.testing.InfluxdServer;
import io.tdconnect.testing.influx.Influx2Stub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class InfluxConnectIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static InfluxdServer server;
    private static ConnectCluster cluster;

    @BeforeAll
    static void start() {
        server = Influxd.start();
        cluster = ConnectCluster.start();
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void readsHistoryAndNewPointsWithTheCommandLineOfVersion1() throws Exception {
        server.createDatabase("test_bucket");
        server.write(
                "test_bucket", "cpu,host=a value=1i 1690000000000000000", "mem,host=a value=2i 1690000000000000001");
        Map<String, String> config = example("influxdb-source.json");
        config.putAll(Map.of("url", server.url(), "user", server.user(), "password", server.password()));
        config.putAll(Map.of("measurements.refresh.ms", "1000", "delay.ms", "100", "tasks.max", "2"));

        cluster.putConnector("v1", config);
        cluster.rest().waitUntilRunning("v1", 2, LIMIT);

        JsonNode first = JSON.readTree(
                cluster.consume("test_bucket.cpu", 1, LIMIT).get(0).value());
        assertThat(first.path("payload").path("time").asLong()).isEqualTo(1_690_000_000_000_000_000L);
        assertThat(first.path("payload").path("host").asText()).isEqualTo("a");
        assertThat(cluster.consume("test_bucket.mem", 1, LIMIT)).hasSize(1);

        // A measurement that appears later is read, too, from its beginning.
        server.write("test_bucket", "disk,host=a value=3i 1690000000000000002");
        assertThat(cluster.consume("test_bucket.disk", 1, LIMIT)).hasSize(1);
        cluster.rest().deleteConnector("v1");
    }

    @Test
    void readsVersion2WithItsCommandLineAndAddsTheMapping() throws Exception {
        server.createDatabase("bucket2");
        server.write("bucket2", "cpu,host=a value=1i 1690000000000000000");
        try (Influx2Stub stub = new Influx2Stub(server, "bucket2", false)) {
            Map<String, String> config = example("influxdb2-source.json");
            config.putAll(Map.of("url", stub.url(), "token", Influx2Stub.TOKEN, "bucket", "bucket2"));

            cluster.putConnector("v2", config);

            assertThat(cluster.consume("bucket2.cpu", 1, LIMIT)).hasSize(1);
            assertThat(stub.mapped()).isTrue();
            cluster.rest().deleteConnector("v2");
        }
    }

    /** The options of a taosX command line, unchanged, with a host that does not exist here. */
    @Test
    void commandLinesOfTaosXAreValidConfigurations() throws Exception {
        Map<String, String> version1 = example("influxdb-source.json");
        Map<String, String> version2 = example("influxdb2-source.json");
        assertThat(version1)
                .containsEntry("url", "http://192.168.1.10:8086")
                .containsEntry("version", "1.7")
                .containsEntry("user", "test")
                .containsEntry("password", "123456");
        assertThat(version2).containsEntry("version", "2.7").containsEntry("org.id", "3233855dc7e37d8d");
        for (Map<String, String> config : List.of(version1, version2)) {
            assertThat(config)
                    .containsEntry("bucket", "test_bucket")
                    .containsEntry("measurements", "")
                    .containsEntry("begin.time", "2023-06-01T00:00:00+0800")
                    .containsEntry("read.window", "M");
            config.put("name", "taosx");
            config.put("validate.connection", "false");

            assertThat(cluster.rest().validate(config)).isEmpty();
        }
    }

    @Test
    void offsetsCanBeReadAndChanged() throws Exception {
        server.createDatabase("offsets");
        Influxd.fill(server, "offsets", "m", 1, 100);
        ConnectRest rest = cluster.rest();
        rest.putConnector("offsets", config("offsets"));
        cluster.consume("offsets.m", 100, LIMIT);
        Awaitility.await().atMost(LIMIT).until(() -> rest.offsets("offsets").size() == 1);
        rest.change("offsets", "stop");
        rest.waitUntilState("offsets", "STOPPED", LIMIT);
        JsonNode offsets = rest.offsets("offsets").deepCopy();
        assertThat(offsets.get(0).path("partition").path("measurement").asText())
                .isEqualTo("m");

        // The last 10 points again, and not the first 90.
        ((ObjectNode) offsets.get(0)).set("offset", JSON.readTree("{\"time\":\"2020-09-13T12:28:10Z\"}"));
        rest.setOffsets("offsets", offsets);
        rest.change("offsets", "resume");

        assertThat(cluster.consume("offsets.m", 110, LIMIT)).hasSize(110);
        rest.change("offsets", "stop");
        rest.waitUntilState("offsets", "STOPPED", LIMIT);
        ((ObjectNode) offsets.get(0)).set("offset", JSON.readTree("{\"time\":\"soon\"}"));
        assertThatThrownBy(() -> rest.setOffsets("offsets", offsets)).hasMessageContaining("soon");
        rest.deleteConnector("offsets");
    }

    @Test
    void listsItsProblemsByRest() {
        Map<String, String> config = config("offsets");
        config.put("password", "wrong");

        Map<String, List<String>> problems = cluster.rest().validate(config);

        assertThat(problems).containsOnlyKeys("password");
    }

    private static Map<String, String> config(String bucket) {
        return new HashMap<>(Map.of(
                "connector.class",
                "io.tdconnect.influxdb.InfluxSourceConnector",
                "name",
                bucket,
                "tasks.max",
                "1",
                "url",
                server.url(),
                "user",
                server.user(),
                "password",
                server.password(),
                "bucket",
                bucket,
                "begin.time",
                "2020-01-01T00:00:00Z"));
    }

    private static Map<String, String> example(String name) throws IOException {
        Path file =
                Path.of(System.getProperty("tdconnect.root"), "influxdb-source-connector/src/main/plugin/etc", name);
        Map<String, String> config = new HashMap<>();
        JSON.readTree(file.toFile())
                .path("config")
                .properties()
                .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
        return config;
    }
}

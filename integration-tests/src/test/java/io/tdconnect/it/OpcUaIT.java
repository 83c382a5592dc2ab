// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.testing.opcua.Alarm;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** OPC UA → Kafka → TDengine with only the two packaged connectors. */
@Timeout(300)
class OpcUaIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final DocumentedExample PAGE = page();

    private static Installation installation;
    private static OpcUaTestServer server;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        server = OpcUaTestServer.start();
        installation = Installation.start();
    }

    @AfterAll
    static void stop() throws Exception {
        installation.close();
        server.close();
    }

    @Test
    void theExampleWithATableConfigurationFillsItsSupertables() throws Exception {
        Map<String, String> source = source("source", "nodes");
        source.put("user", "operator");
        source.put("password", Installation.secret("secret"));
        source.put("nodes", withNodes(source.get("nodes"), "Float", "Boolean"));
        server.set("Float", 21.25f);
        server.set("Boolean", true);
        String database = run("nodes", source);

        await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> {
            assertThat(rows("SELECT LAST(valueaa), LAST(quality11) FROM " + database + ".`DSF1312`"))
                    .containsExactly(List.of(21.25f, 0));
            assertThat(rows("SELECT LAST(valueaa) FROM " + database + ".meters_bool"))
                    .containsExactly(List.of(true));
        });
        server.set("Float", -0.5f);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(rows("SELECT LAST(valueaa) FROM " + database + ".meters_float"))
                        .containsExactly(List.of(-0.5f)));
        assertThat(rows("SELECT COUNT(*) FROM " + database + ".meters_float WHERE ts >= ts_2 - 1s"))
                .isEqualTo(rows("SELECT COUNT(*) FROM " + database + ".meters_float"));
        assertThat(texts("SELECT DISTINCT point_id, point_name FROM " + database + ".meters_float"))
                .containsExactly(List.of(server.node("Float"), "DSF1312"));
        delete("nodes");
    }

    @Test
    void theExampleWithAPointsFileFillsWideRows() throws Exception {
        Map<String, String> source = source("file-source", "points");
        Path file = directory.resolve("points.csv");
        Files.writeString(file, withNodes(PAGE.text("points"), "Double", "Int16", "UInt64", "Byte"));
        source.put("points.file", "@" + file);
        server.set("Double", 100.0);
        server.set("Int16", (short) 3);
        String database = run("points", source);

        await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> {
            assertThat(rows("SELECT LAST(temperature), LAST(pressure), LAST(quality), line FROM " + database
                            + ".boilers GROUP BY line"))
                    .containsExactly(List.of(212.0, 3.0f, 0, 1));
            assertThat(rows("SELECT LAST(val) FROM " + database + ".opc_bigint_unsigned"))
                    .containsExactly(List.of(new BigInteger("18446744073709551615")));
        });
        assertThat(texts("SELECT DISTINCT tbname FROM " + database + ".boilers"))
                .containsExactly(List.of("boiler1"));
        assertThat(texts("SELECT DISTINCT tbname FROM " + database + ".opc_bigint_unsigned"))
                .containsExactly(List.of("t_" + server.namespaceIndex() + "_UInt64"));
        assertThat(texts("SHOW " + database + ".TABLES").toString()).doesNotContain("Byte");
        delete("points");
    }

    @Test
    void browsedPointsOfEveryTypeArrive() throws Exception {
        Map<String, String> source = source("file-source", "browsed");
        source.remove("points.file");
        source.put("browse.roots", "i=85");
        source.put("tasks.max", "2");
        source.put("tags", "VARCHAR(100)::path::{Path}");
        source.put("enumerations", "both");
        String database = run("browsed", source);

        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(texts("SELECT DISTINCT path FROM " + database + ".opc_double"))
                        .contains(List.of("Objects.Plant.Double"), List.of("Objects.Plant.Counter")));
        await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> {
            assertThat(texts("SELECT LAST(val_text) FROM " + database
                            + ".opc_int WHERE path = 'Objects.Plant.Enumeration'"))
                    .containsExactly(List.of("NoConfiguration"));
            assertThat(rows("SELECT LAST(val_x), LAST(val_n) FROM " + database + ".opc_struct"))
                    .containsExactly(List.of(1.5, 7));
            assertThat(texts("SELECT LAST(val) FROM " + database + ".opc_int_array"))
                    .containsExactly(List.of("[[1,2,3],[4,5,6]]"));
            assertThat(rows("SELECT LAST(val) FROM " + database + ".opc_smallint_unsigned"))
                    .containsExactly(List.of(60_000));
        });
        delete("browsed");
    }

    @Test
    void theExampleForAlarmsFillsATableOfEachSource() throws Exception {
        Instant time = Instant.parse("2026-01-02T03:04:05.1234567Z");
        server.change(new Alarm("Int32", true, false, "too hot", 800, time));
        Map<String, String> source =
                DocumentedExample.of("../opcua-source-connector/README.md").config("events");
        source.put("endpoint.url", server.url());
        source.put("kafka.topic", "alarms");
        String database = run("alarms", source);

        String columns = "message, severity, active, acked, refreshed, type";
        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(texts("SELECT " + columns + " FROM " + database + ".opc_events"))
                        .containsExactly(List.of("too hot", "800", "true", "false", "true", "AlarmConditionType")));
        server.fireEvent("Double", "no alarm", 900, time);
        for (int i = 1; i <= 3; i++) {
            server.change(new Alarm("Int16", true, false, "alarm " + i, 500 + i, time));
        }
        server.change(new Alarm("Int32", false, true, "cooled", 800, time.plusSeconds(1)));

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(texts("SELECT message, active, refreshed FROM " + database + ".`events_"
                                + server.namespaceIndex() + "_Int32` ORDER BY ts"))
                        .containsExactly(List.of("too hot", "true", "true"), List.of("cooled", "false", "false")));
        assertThat(texts("SELECT DISTINCT source_node, source_name FROM " + database + ".opc_events"))
                .containsExactlyInAnyOrder(
                        List.of(server.node("Int16"), "Int16"), List.of(server.node("Int32"), "Int32"));
        assertThat(texts("SELECT message FROM " + database + ".opc_events WHERE source_name = 'Int16'"))
                .as("events of one time")
                .containsExactlyInAnyOrder(List.of("alarm 1"), List.of("alarm 2"), List.of("alarm 3"));
        delete("alarms");
    }

    private static DocumentedExample page() {
        try {
            return DocumentedExample.of("from-a-taosx-opc-ua-task.md");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> source(String example, String topic) throws Exception {
        Map<String, String> source = PAGE.config(example);
        source.put("endpoint.url", server.url());
        source.put("kafka.topic", topic);
        return source;
    }

    /** Starts source and sink of the page; returns the database. */
    private static String run(String topic, Map<String, String> source) throws Exception {
        String database = installation.tdengine.createDatabase("ns");
        installation.topics.create(topic, 1);
        source.put("validate.connection.timeout.ms", "60000");
        installation.rest().putConnector(topic + "-source", source);
        Map<String, String> sink = new HashMap<>(PAGE.config("sink"));
        List.of("topics", "connection.url", "connection.user", "connection.password", "database")
                .forEach(option ->
                        sink.put(option, installation.sink(topic, database).get(option)));
        sink.put("validate.connection.timeout.ms", "60000");
        installation.rest().putConnector(topic + "-sink", sink);
        installation
                .rest()
                .waitUntilRunning(topic + "-source", Integer.parseInt(source.getOrDefault("tasks.max", "1")), LIMIT);
        installation.rest().waitUntilRunning(topic + "-sink");
        return database;
    }

    private static void delete(String topic) {
        List.of(topic + "-source", topic + "-sink").forEach(installation.rest()::deleteConnector);
    }

    /** Replaces {@code ns=2;i=2} and the following nodes of a text with nodes of the server. */
    private static String withNodes(String text, String... names) {
        String replaced = text;
        for (int i = 0; i < names.length; i++) {
            replaced = replaced.replace("ns=2;i=" + (i + 2), server.node(names[i]));
        }
        return replaced;
    }

    private static List<List<Object>> rows(String sql) {
        return installation.tdengine.query(sql);
    }

    private static List<List<String>> texts(String sql) {
        return rows(sql).stream()
                .map(row -> row.stream()
                        .map(value -> value instanceof byte[] bytes
                                ? new String(bytes, StandardCharsets.UTF_8)
                                : String.valueOf(value))
                        .toList())
                .toList();
    }
}

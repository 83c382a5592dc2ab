// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tdconnect.opcua.record.Rows;
import io.tdconnect.testing.NodeOpcuaServer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The connector with a server of another maker. */
@Timeout(120)
class StrangerIT {
    @AutoClose
    private static NodeOpcuaServer server;

    @BeforeAll
    static void start() {
        assumeTrue(NodeOpcuaServer.installed(), "node-opcua is not installed, bin/test does that");
        server = NodeOpcuaServer.start();
    }

    @Test
    void eachValueOfACounterArrivesBySubscription() throws Exception {
        Map<String, String> properties = properties("Counter");
        // As often as it can: the server reports each change.
        properties.put("sampling.interval.ms", "0");
        properties.put("queue.size", "500");
        try (RunningTask task = new RunningTask(properties)) {
            task.awaitRecords(records -> records.size() > 20);

            // If one message overtakes another, the client requests that one again, and its values arrive twice.
            TreeSet<Integer> values = task.values("Counter").stream()
                    .map(Integer::valueOf)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(values)
                    .containsExactlyElementsOf(IntStream.rangeClosed(values.first(), values.last())
                            .boxed()
                            .toList());
            assertThat(task.metrics().overflows.sum()).isZero();
        }
    }

    @Test
    void pollingReadsAtEachInterval() throws Exception {
        Map<String, String> properties = properties("Float", "Counter");
        properties.put("mode", "poll");
        properties.put("poll.interval.ms", "50");
        try (RunningTask task = new RunningTask(properties)) {
            task.awaitRecords(records -> records.size() >= 10);

            assertThat(task.values("Float")).hasSizeGreaterThan(4).containsOnly("1.5");
        }
    }

    @Test
    void browsingFindsValuesOfEveryKind() throws Exception {
        Map<String, String> properties = properties();
        properties.put("browse.roots", "i=85");
        properties.put("browse.namespaces", NodeOpcuaServer.NAMESPACE);
        properties.put("browse.name.pattern", "^(Boolean|Float|String|UInt64|Text|Doubles|Enumeration|Structure)$");
        properties.put("enumerations", "both");
        properties.put("tags", "VARCHAR(100)::path::{Path}");
        try (RunningTask task = new RunningTask(properties)) {
            Map<String, Map<String, Object>> rows = task.awaitRecords(records -> records.size() >= 8).stream()
                    .collect(Collectors.toMap(
                            record -> String.valueOf(Rows.fields(record).get("path"))
                                    .replace("Objects.Plant.", ""),
                            Rows::fields));

            assertThat(rows.get("Boolean")).contains(entry("val", true), entry("quality", 0));
            assertThat(rows.get("Float")).containsEntry("val", 1.5f);
            assertThat(rows.get("String")).containsEntry("val", "ä€");
            assertThat(rows.get("UInt64")).containsEntry("val", new BigDecimal("18446744073709551615"));
            assertThat(rows.get("Text")).containsEntry("val", "Ofen");
            assertThat(rows.get("Doubles")).containsEntry("val", List.of(1.0, 2.5));
            assertThat(rows.get("Enumeration")).contains(entry("val", 1), entry("val_text", "Automatic"));
            Struct structure = (Struct) rows.get("Structure").get("val");
            assertThat(List.of(structure.get("x"), structure.get("n"), structure.get("tags")))
                    .isEqualTo(List.of(1.5, 7, List.of("a", "b")));
        }
    }

    @Test
    void anUnknownNodeDoesNotKeepTheOthersFromBeingRead() throws Exception {
        try (RunningTask task = new RunningTask(properties("Nowhere", "Float"))) {
            task.awaitRecords(records -> !records.isEmpty());

            assertThat(task.values("Float")).containsExactly("1.5");
        }
    }

    @Test
    void aServerThatWasKilledIsReadAgainAndTheGapCounted() throws Exception {
        Map<String, String> properties = properties("Counter");
        properties.put("session.timeout.ms", "2000");
        try (RunningTask task = new RunningTask(properties)) {
            task.awaitRecords(records -> records.size() >= 3);
            server.restart();
            int before = task.awaitRecords(records -> true).size();

            task.awaitRecords(records ->
                    records.size() > before + 3 && task.metrics().gaps.sum() == 1);
        }
    }

    @Test
    void serverAndClientHaveToTrustEachOther(@TempDir Path pki) throws Exception {
        Map<String, String> properties = properties("Float");
        properties.putAll(Map.of(
                "security.policy", "Basic256Sha256",
                "security.mode", "SignAndEncrypt",
                "pki.dir", pki.toString(),
                "user", "operator",
                "password", "secret",
                "retry.timeout.ms", "500"));
        assertFails(properties, "expected a certificate of the server that is trusted");
        moveAll(pki.resolve("rejected"), pki.resolve("trusted"));
        assertFails(properties, "trust");
        // The server reads its folder at its start.
        server.kill();
        moveAll(server.pki().resolve("rejected"), server.pki().resolve("trusted/certs"));
        server.restart();

        try (RunningTask task = new RunningTask(properties)) {
            task.awaitValue("Float", 1.5f);
        }
        properties.put("password", "wrong");
        assertFails(properties, "change password");
    }

    private static void assertFails(Map<String, String> properties, String message) {
        try (RunningTask task = new RunningTask(properties)) {
            assertThatThrownBy(() -> task.awaitRecords(records -> false))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining(message);
        }
    }

    private static void moveAll(Path from, Path to) throws Exception {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.move(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static Map<String, String> properties(String... variables) {
        Map<String, String> properties = new HashMap<>(RunningTask.properties(server.url()));
        properties.put(
                "nodes",
                Arrays.stream(variables)
                        .map(name -> "nsu=" + NodeOpcuaServer.NAMESPACE + ";s=" + name + "::" + name)
                        .collect(Collectors.joining(",")));
        return properties;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.testing.ConnectProcess;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.PluginZip;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged plugin on a worker of its own process, which is killed. */
@Timeout(300)
class WorkerProcessIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Test
    void readingGoesOnByItselfAfterTheWorkerWasKilled() throws Exception {
        Path plugins = Files.createTempDirectory(
                Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"))), "plugins");
        PluginZip.unpack(Path.of(System.getProperty("tdconnect.root")), "opcua-source-connector", plugins);
        try (OpcUaTestServer server = OpcUaTestServer.start();
                KafkaProcess kafka = KafkaProcess.start();
                ConnectProcess worker =
                        ConnectProcess.start(kafka.bootstrapServers(), List.of(plugins.toAbsolutePath()));
                KafkaTopics topics = kafka.topics()) {
            topics.create("plant", 1);
            worker.rest()
                    .putConnector(
                            "plant",
                            Map.of(
                                    "connector.class", "io.tdconnect.opcua.OpcuaSourceConnector",
                                    "tasks.max", "1",
                                    "endpoint.url", server.url(),
                                    "nodes", server.node("Double") + "::T1",
                                    "kafka.topic", "plant",
                                    "publishing.interval.ms", "100",
                                    "session.timeout.ms", "5000",
                                    "validate.connection", "false",
                                    "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                                    "value.converter.schemas.enable", "false"));
            server.set("Double", 11.5);
            awaitValue(topics, "11.5");

            worker.kill();
            server.set("Double", 12.5);
            worker.restart();
            awaitValue(topics, "12.5");
            server.set("Double", 13.5);
            awaitValue(topics, "13.5");

            assertThat(worker.rest().status("plant").running(1)).isTrue();
        }
    }

    private static void awaitValue(KafkaTopics topics, String value) {
        await().dontCatchUncaughtExceptions()
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> values(topics).stream().anyMatch(row -> row.contains("\"val\":" + value)));
    }

    private static List<String> values(KafkaTopics topics) {
        return topics.consume("plant", Math.toIntExact(topics.count("plant")), LIMIT).stream()
                .map(ConsumerRecord::value)
                .toList();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tdconnect.opcua.session.ClientCertificate;
import io.tdconnect.testing.ConnectProcess;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.NodeOpcuaServer;
import io.tdconnect.testing.PluginZip;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged plugin on a worker in its own process. */
@Timeout(300)
class WorkerProcessIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static KafkaProcess kafka;
    private static ConnectProcess worker;
    private static KafkaTopics topics;

    @BeforeAll
    static void start() throws Exception {
        Path plugins = Files.createTempDirectory(
                Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"))), "plugins");
        PluginZip.unpack(Path.of(System.getProperty("tdconnect.root")), "opcua-source-connector", plugins);
        kafka = KafkaProcess.start();
        topics = kafka.topics();
        worker = ConnectProcess.start(kafka.bootstrapServers(), List.of(plugins.toAbsolutePath()));
    }

    @AfterAll
    static void stop() {
        worker.close();
        topics.close();
        kafka.close();
    }

    @Test
    void readingGoesOnByItselfAfterTheWorkerWasKilled() throws Exception {
        try (OpcUaTestServer server = OpcUaTestServer.start()) {
            topics.create("plant", 1);
            Map<String, String> config = config("plant", server.url(), server.node("Double"));
            config.put("session.timeout.ms", "5000");
            worker.rest().putConnector("plant", config);
            server.set("Double", 11.5);
            awaitValue("plant", "11.5");

            worker.kill();
            server.set("Double", 12.5);
            worker.restart();
            awaitValue("plant", "12.5");
            server.set("Double", 13.5);
            awaitValue("plant", "13.5");

            assertThat(worker.rest().status("plant").running(1)).isTrue();
            worker.rest().deleteConnector("plant");
        }
    }

    @Test
    void aServerOfNodeOpcuaIsReadWithSecurity(@TempDir Path pki) throws Exception {
        assumeTrue(NodeOpcuaServer.installed(), "node-opcua is not installed, bin/test does that");
        Map<String, String> secured = Map.of(
                "security.policy", "Basic256Sha256",
                "pki.dir", pki.toString(),
                "trust.on.first.use", "true",
                "user", "operator",
                "password", "secret");
        Map<String, String> config = config("stranger", "opc.tcp://generates-the-certificate", "i=1");
        config.putAll(secured);
        ClientCertificate.of(new OpcuaSourceConfig(config).security());
        try (NodeOpcuaServer server = NodeOpcuaServer.start(pki.resolve("own/certificate.pem"))) {
            topics.create("stranger", 1);
            config = config("stranger", server.url(), "nsu=" + NodeOpcuaServer.NAMESPACE + ";s=Float");
            config.putAll(secured);
            worker.rest().putConnector("stranger", config);

            awaitValue("stranger", "1.5");
            worker.rest().deleteConnector("stranger");
        }
    }

    private static Map<String, String> config(String topic, String url, String node) {
        return new HashMap<>(Map.of(
                "connector.class", "io.tdconnect.opcua.OpcuaSourceConnector",
                "tasks.max", "1",
                "endpoint.url", url,
                "nodes", node + "::T1",
                "kafka.topic", topic,
                "publishing.interval.ms", "100",
                "validate.connection", "false",
                "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                "value.converter.schemas.enable", "false"));
    }

    private static void awaitValue(String topic, String value) {
        await().dontCatchUncaughtExceptions()
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> values(topic).stream().anyMatch(row -> row.contains("\"val\":" + value)));
    }

    private static List<String> values(String topic) {
        return topics.consume(topic, Math.toIntExact(topics.count(topic)), LIMIT).stream()
                .map(ConsumerRecord::value)
                .toList();
    }
}

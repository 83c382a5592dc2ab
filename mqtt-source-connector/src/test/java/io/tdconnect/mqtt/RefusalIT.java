// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static io.tdconnect.mqtt.RunningTask.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tdconnect.testing.Certificates;
import io.tdconnect.testing.Mosquitto;
import io.tdconnect.testing.MosquittoOptions;
import io.tdconnect.testing.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Brokers that refuse: the message names the option, when the configuration is validated and when the task runs. */
@Timeout(60)
class RefusalIT {
    private static final Path DENIES_SUBSCRIPTIONS = Path.of("/usr/lib/x86_64-linux-gnu/mosquitto_dynamic_security.so");

    @TempDir
    private static Path folder;

    private static List<Integer> ports;
    private static Certificates expired;

    @AutoClose
    private static Mosquitto broker;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Mosquitto.available(), "Mosquitto is not installed");
        ports = Ports.free(4);
        expired = Certificates.generate(folder.resolve("expired"), Instant.now().minus(Duration.ofDays(9)));
        Certificates valid = Certificates.generate(folder.resolve("valid"));
        MosquittoOptions options = MosquittoOptions.defaults()
                .withSetting("listener " + ports.get(0) + " 127.0.0.1")
                .withSetting("protocol websockets")
                .withSetting("allow_anonymous true")
                .withSetting("listener " + ports.get(1) + " 127.0.0.1")
                .withSetting("protocol websockets")
                .withSetting("allow_anonymous true")
                .withSetting("certfile " + valid.serverCertificate())
                .withSetting("keyfile " + valid.serverKey())
                .withSetting("listener " + ports.get(2) + " 127.0.0.1")
                .withSetting("allow_anonymous true")
                .withSetting("certfile " + expired.serverCertificate())
                .withSetting("keyfile " + expired.serverKey());
        if (Files.exists(DENIES_SUBSCRIPTIONS)) {
            Path rules = Files.writeString(
                    folder.resolve("rules.json"),
                    "{\"defaultACLAccess\":{\"publishClientSend\":true,\"publishClientReceive\":true,"
                            + "\"subscribe\":false,\"unsubscribe\":true}}");
            options = options.withSetting("listener " + ports.get(3) + " 127.0.0.1")
                    .withSetting("allow_anonymous true")
                    .withSetting("plugin " + DENIES_SUBSCRIPTIONS)
                    .withSetting("plugin_opt_config_file " + rules);
        }
        broker = Mosquitto.start(options);
    }

    @ParameterizedTest
    @CsvSource({"3.1.1,ws", "5,ws", "3.1.1,wss", "5,wss"})
    void receivesByWebSocket(String version, String scheme) throws Exception {
        int port = ports.get(scheme.equals("ws") ? 0 : 1);
        String topic = scheme + "/" + version;
        Map<String, String> properties =
                properties(scheme + "://localhost:" + port, "name", topic.replace('/', '-'), "topics", topic);
        properties.put("protocol.version", version);
        properties.put("tls.ca", folder.resolve("valid/ca.pem").toString());
        assertThat(problems(properties)).isEmpty();
        try (RunningTask task = new RunningTask(properties);
                Publisher publisher = new Publisher(broker.url())) {
            // The validation has another one.
            broker.awaitSubscription("tdconnect-" + topic.replace('/', '-') + "-0 1 " + topic, Duration.ofSeconds(30));
            publisher.publishNumbers(topic, 0, 10, 1);

            List<SourceRecord> records = task.take(10);

            assertThat(RunningTask.texts(records)).hasSize(10).startsWith("0", "1");
            task.commit(records);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void triesTheNextBroker(String version) throws Exception {
        try (RunningTask task = new RunningTask(properties(
                        "tcp://127.0.0.1:1," + broker.url(),
                        "name",
                        "next-" + version,
                        "topics",
                        "next/" + version,
                        "protocol.version",
                        version));
                Publisher publisher = new Publisher(broker.url())) {
            broker.awaitSubscription("next/" + version, Duration.ofSeconds(30));
            publisher.publish("next/" + version, "x", 1);

            assertThat(task.take(1)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void aSubscriptionThatIsNotAllowedNamesTheTopics(String version) {
        assumeTrue(Files.exists(DENIES_SUBSCRIPTIONS), "Mosquitto has no plugin for it here");
        refuses("tcp://127.0.0.1:" + ports.get(3), version, "topics");
    }

    @Test
    void anExpiredCertificateNamesTheAuthorities() {
        Map<String, String> properties = properties("ssl://localhost:" + ports.get(2));
        properties.put("tls.ca", expired.ca().toString());

        refuses(properties, "tls.ca");
        assertThat(problems(properties).get("tls.ca")).contains("expired");
    }

    @ParameterizedTest
    @CsvSource({"3.1.1,20020002", "5,2003008500"})
    void aRefusedClientIdentifierNamesItsPrefix(String version, String answer) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> answerAll(server, answer));
            thread.start();

            refuses("tcp://127.0.0.1:" + server.getLocalPort(), version, "client.id.prefix");
        }
    }

    private static void refuses(String url, String version, String option) {
        refuses(properties(url, "protocol.version", version), option);
    }

    private static void refuses(Map<String, String> properties, String option) {
        assertThat(problems(properties)).containsOnlyKeys(option);
        try (RunningTask task = new RunningTask(properties)) {
            await().untilAsserted(() -> assertThatThrownBy(task::poll)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageEndingWith("change " + option));
        }
    }

    private static Map<String, String> problems(Map<String, String> config) {
        Map<String, String> problems = new TreeMap<>();
        Map<String, String> ofUser = new HashMap<>(config);
        ofUser.remove(MqttSourceConfig.TASK_ID); // set by the connector
        new MqttSourceConnector()
                .validate(ofUser)
                .configValues()
                .forEach(
                        value -> value.errorMessages().forEach(message -> problems.putIfAbsent(value.name(), message)));
        return problems;
    }

    /** Answers what comes first on each connection. */
    private static void answerAll(ServerSocket server, String hex) {
        try {
            while (true) {
                try (Socket client = server.accept()) {
                    InputStream in = client.getInputStream();
                    if (in.read() >= 0) {
                        client.getOutputStream().write(HexFormat.of().parseHex(hex));
                        client.getOutputStream().flush();
                        in.readNBytes(in.read());
                    }
                }
            }
        } catch (IOException e) {
            // The test is over.
        }
    }
}

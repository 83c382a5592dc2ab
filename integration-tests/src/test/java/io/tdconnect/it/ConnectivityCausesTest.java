// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.influxdb.InfluxSourceConnector;
import io.tdconnect.kafka.KafkaSourceConnector;
import io.tdconnect.mqtt.MqttSourceConnector;
import io.tdconnect.opcua.OpcuaSourceConnector;
import io.tdconnect.opentsdb.OpenTsdbSourceConnector;
import io.tdconnect.tdengine.sink.TdengineSinkConnector;
import io.tdconnect.tdengine.source.TdengineSourceConnector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.connect.connector.Connector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection check of every connector reports the cause of a failure. */
class ConnectivityCausesTest {
    private static final Duration LIMIT = Duration.ofSeconds(6);

    private static final ExecutorService threads = Executors.newCachedThreadPool();
    private static final Map<String, Map<Plugin, CompletableFuture<String>>> waiting = new HashMap<>();

    private static HttpServer web;
    private static ServerSocket silent;
    private static int closedPort;

    @BeforeAll
    static void start() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        web = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        web.start();
        silent = new ServerSocket(0, 50, loopback);
        try (ServerSocket closed = new ServerSocket(0, 1, loopback)) {
            closedPort = closed.getLocalPort();
        }
    }

    @AfterAll
    static void stop() throws IOException {
        threads.shutdownNow();
        web.stop(0);
        silent.close();
    }

    @ParameterizedTest
    @EnumSource(Plugin.class)
    void namesThatAreNotKnown(Plugin plugin) {
        assertThat(problems(plugin, "no-such-host.invalid:1"))
                .startsWith(plugin.option + ": ")
                .contains("found no host of the name no-such-host.invalid (DNS)");
    }

    @ParameterizedTest
    @EnumSource(Plugin.class)
    void portsAtWhichNothingListens(Plugin plugin) {
        assertThat(problems(plugin, "127.0.0.1:" + closedPort))
                .startsWith(plugin.option + ": ")
                .contains("127.0.0.1:" + closedPort + ", found nothing that listens");
    }

    @ParameterizedTest
    @EnumSource(Plugin.class)
    void otherServices(Plugin plugin) {
        assertThat(problemsAtOnce(plugin, "127.0.0.1:" + web.getAddress().getPort()))
                .containsAnyOf(
                        "HTTP status 404",
                        "another HTTP service (status 404)",
                        "is it another service",
                        "gave no answer within connect.timeout.ms");
    }

    @ParameterizedTest
    @EnumSource(Plugin.class)
    void servicesThatAreSilent(Plugin plugin) {
        assertThat(problemsAtOnce(plugin, "127.0.0.1:" + silent.getLocalPort()))
                .startsWith(plugin.option + ": ")
                .containsAnyOf(
                        "accepts connections, but gave no answer of the expected kind",
                        "a service that accepts connections and does not answer",
                        "gave no answer within connect.timeout.ms");
    }

    /** Checks with all plugins at the same time, since most of them wait until their limit. */
    private static String problemsAtOnce(Plugin plugin, String target) {
        return waiting.computeIfAbsent(
                        target,
                        chosen -> Arrays.stream(Plugin.values())
                                .collect(Collectors.toMap(
                                        each -> each,
                                        each -> CompletableFuture.supplyAsync(() -> problems(each, chosen), threads))))
                .get(plugin)
                .join();
    }

    private static String problems(Plugin plugin, String target) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name",
                "check",
                ConnectionCheck.TIMEOUT,
                String.valueOf(LIMIT.toMillis()),
                plugin.option,
                plugin.scheme + target));
        config.putAll(plugin.others);
        return plugin.connector.get().validate(config).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .map(value -> value.name() + ": " + String.join(" ", value.errorMessages()))
                .collect(Collectors.joining("; "));
    }

    @SuppressWarnings("ImmutableEnumChecker") // Nothing changes the maps.
    private enum Plugin {
        MQTT(MqttSourceConnector::new, "broker.urls", "tcp://", Map.of("topics", "a", "kafka.topic", "a")),
        INFLUXDB(
                InfluxSourceConnector::new,
                "url",
                "http://",
                Map.of("bucket", "b", "begin.time", "2023-06-01T00:00:00Z")),
        KAFKA(KafkaSourceConnector::new, "bootstrap.servers", "", Map.of("topics", "t")),
        OPENTSDB(OpenTsdbSourceConnector::new, "url", "http://", Map.of("begin.time", "2023-06-01T00:00:00Z")),
        OPC_UA(OpcuaSourceConnector::new, "endpoint.url", "opc.tcp://", Map.of("nodes", "ns=2;i=2::a")),
        TDENGINE_SOURCE(TdengineSourceConnector::new, "connection.url", "", Map.of("topics", "t")),
        TDENGINE_SINK(TdengineSinkConnector::new, "connection.url", "", Map.of("topics", "t", "database", "d"));

        final Supplier<Connector> connector;
        final String option;
        final String scheme;
        final Map<String, String> others;

        Plugin(Supplier<Connector> connector, String option, String scheme, Map<String, String> others) {
            this.connector = connector;
            this.option = option;
            this.scheme = scheme;
            this.others = others;
        }
    }
}

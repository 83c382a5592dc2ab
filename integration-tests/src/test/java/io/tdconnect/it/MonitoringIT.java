// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tdconnect.testing.LaunchOptions;
import io.tdconnect.testing.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules, the dashboard and the alerts of packaging/monitoring on a worker with jmx_exporter. */
class MonitoringIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path ROOT = Path.of(System.getProperty("tdconnect.root"));
    private static final Path MONITORING = ROOT.resolve("packaging/monitoring");
    private static final Pattern METRIC = Pattern.compile("\\b(?:tdconnect|kafka)_[a-z0-9_]+");
    private static final Pattern SAMPLE = Pattern.compile("^([a-z0-9_]+)(?:\\{.*\\})? .*", Pattern.MULTILINE);

    /** A line of the tables "metric, unit, meaning". */
    private static final Pattern METRIC_ROW =
            Pattern.compile("^\\| (`[^|]+) \\| [^|]* \\| [^|]+ \\|$", Pattern.MULTILINE);

    private static final Pattern CODE = Pattern.compile("`([a-z0-9-]+)(?:-CLASS)?`");

    private static int port;
    private static Installation installation;
    private static OtherSources sources;

    @BeforeAll
    static void start() throws Exception {
        port = Ports.free();
        String agent = "-javaagent:" + ROOT.resolve("suite/target/agents/jmx_prometheus_javaagent.jar") + "=127.0.0.1:"
                + port + ":" + MONITORING.resolve("jmx-exporter.yml");
        installation = Installation.start(
                Plugins.unpackSuite(),
                LaunchOptions.defaults().withJvmArguments("-Xmx512m", "-XX:+UseSerialGC", agent));
        installation.startSource("watched");
        installation.startSink("watched", installation.tdengine.createDatabase("ms"));
        sources = new OtherSources();
        sources.start(installation.rest());
    }

    @AfterAll
    static void stop() throws Exception {
        installation.close();
        sources.close();
    }

    @Test
    void dashboardAndAlertsUseOnlyMetricsThatExist() throws Exception {
        publishGoodAndBad();
        Set<String> used = used();

        await().atMost(LIMIT).untilAsserted(() -> assertThat(exposed()).containsAll(used));
    }

    @Test
    void statesAreSeriesOfTheirOwn() {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(scrape())
                        .contains(
                                "kafka_connect_task_status{connector=\"watched-sink\",status=\"running\",task=\"0\"} 1.0",
                                "tdconnect_mqtt_source_connected{connector=\"watched-source\",task=\"0\"} 1.0",
                                "tdconnect_opcua_source_connected{connector=\"opcua\",task=\"0\"} 1.0",
                                "tdconnect_tdengine_source_rows{connector=\"tdengine\",task=\"0\"} 1.0"));
    }

    @Test
    void noMetricShowsASecret() throws Exception {
        publishGoodAndBad();

        assertThat(scrape()).contains("tdconnect_mqtt_source").doesNotContain(installation.mosquitto.password());
        if (installation.tdengine.isEmulator()) {
            // The password of a real server may be an ordinary word.
            assertThat(scrape()).doesNotContain(installation.tdengine.password());
        }
    }

    @Test
    void everyFigureIsDocumentedWithItsUnit() throws IOException {
        for (String plugin :
                List.of("mqtt-source", "influxdb-source", "opcua-source", "tdengine-source", "tdengine-sink")) {
            String readme = Files.readString(ROOT.resolve(plugin + "-connector/README.md"));
            Set<String> documented = METRIC_ROW
                    .matcher(readme)
                    .results()
                    .flatMap(row -> CODE.matcher(row.group(1)).results())
                    .map(code -> "tdconnect_" + plugin.replace('-', '_') + "_"
                            + code.group(1).replace('-', '_'))
                    .collect(Collectors.toSet());
            assertThat(exposed())
                    .filteredOn(name -> name.startsWith("tdconnect_" + plugin.replace('-', '_')))
                    .as(plugin)
                    .isSubsetOf(documented);
        }
    }

    /** Metrics of refused records exist once there is one. */
    private static void publishGoodAndBad() throws Exception {
        try (Publisher publisher = new Publisher(installation.mosquitto)) {
            await().atMost(LIMIT).untilAsserted(() -> {
                publisher.publish("watched/1", Meters.message(1));
                publisher.publish("watched/1", "{\"id\":1,\"ts\":\"never\"}");
                publisher.flush();
                assertThat(scrape()).containsPattern("tdengine_sink_rows_written\\{.*\\} [1-9]");
            });
        }
    }

    private static Set<String> used() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(MONITORING.resolve("grafana-dashboard.json").toFile());
        assertThat(dashboard.path("panels")).hasSizeGreaterThan(10);
        String text = dashboard.findValuesAsText("expr") + Files.readString(MONITORING.resolve("alerts.yml"));
        Set<String> used = METRIC.matcher(text)
                .results()
                .map(result -> result.group())
                .filter(name -> sources.hasInfluxdb() || !name.startsWith("tdconnect_influxdb"))
                .collect(Collectors.toSet());
        assertThat(used).hasSizeGreaterThan(15);
        return used;
    }

    private static Set<String> exposed() {
        return SAMPLE.matcher(scrape()).results().map(result -> result.group(1)).collect(Collectors.toSet());
    }

    private static String scrape() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .header("Accept", "text/plain")
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

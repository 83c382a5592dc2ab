// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tdconnect.console.Browser.Answer;
import io.tdconnect.console.http.Json;
import io.tdconnect.testing.ConnectCluster;
import io.tdconnect.testing.TcpProxy;
import java.io.BufferedReader;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the console knows by a worker: its plugins and their options, and whether it answers. */
@Timeout(180)
class WorkerIT {
    private static ConsoleOnCluster installed;
    private static ConnectCluster connect;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        installed = ConsoleOnCluster.start();
        connect = installed.connect();
        browser = installed.browser();
    }

    @AfterAll
    static void stop() throws Exception {
        if (installed != null) {
            installed.close();
        }
    }

    @Test
    void theFormHasGroupsAndOptions() throws Exception {
        JsonNode form =
                browser.get("/api/forms/io.tdconnect.mqtt.MqttSourceConnector").content();

        assertThat(form.path("groups"))
                .extracting(group -> group.path("name").asText())
                .contains("Connection", "Delivery");
        assertThat(form.toString()).contains("\"receive.maximum\"");
        assertThat(browser.get("/api/transforms").content())
                .extracting(each -> each.path("class").asText())
                .contains("io.tdconnect.transforms.ParseJson$Value");
    }

    @Test
    void optionsOfTransformsHaveTheirValues() throws Exception {
        JsonNode options = Json.MAPPER.createArrayNode();
        for (JsonNode transform : browser.get("/api/transforms").content()) {
            if (transform.path("class").asText().equals("io.tdconnect.transforms.MapToTable$Value")) {
                options = transform.path("options");
            }
        }

        assertThat(options).anySatisfy(option -> {
            assertThat(option.path("name").asText()).isEqualTo("missing.timestamp");
            assertThat(option.path("values")).extracting(JsonNode::asText).contains("record-time");
        });
    }

    @Test
    void aWorkerThatComesBackIsUsedAgain() throws Exception {
        URI worker = connect.rest().url();
        try (TcpProxy proxy = TcpProxy.to(worker.getHost(), worker.getPort());
                Console beside = Console.start(
                        Map.of("listeners", "http://127.0.0.1:0", "connect.url", "http://127.0.0.1:" + proxy.port()))) {
            Browser page = new Browser(beside.url());
            assertThat(page.get("/api/tasks").status()).isEqualTo(200);

            proxy.stop();
            assertThat(page.get("/api/tasks").code()).isEqualTo("connect_unreachable");
            assertThat(page.post(
                                    "/api/check",
                                    Map.of(
                                            "config",
                                            Map.of("connector.class", "io.tdconnect.mqtt.MqttSourceConnector")))
                            .status())
                    .isEqualTo(503);

            proxy.resume();
            assertThat(page.get("/api/tasks").status()).isEqualTo(200);
        }
    }

    @Test
    void infoAndWorkers() throws Exception {
        JsonNode info = browser.get("/api/info").content();

        assertThat(info.path("kafkaVersion").asText()).isNotEmpty();
        assertThat(info.path("standalone").asBoolean()).isTrue();
        assertThat(browser.get("/api/workers").content().path("plugins")).isNotEmpty();
    }

    @Test
    void otherMachinesNeedALogin() {
        assertThatThrownBy(() ->
                        Console.start(Map.of("listeners", "http://0.0.0.0:0", "connect.url", "http://127.0.0.1:1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tdconnect.console.auth=basic or proxy-header");
    }

    @Test
    void aWorkerThatIsGoneIsSaid() throws Exception {
        try (Console alone =
                Console.start(Map.of("listeners", "http://127.0.0.1:0", "connect.url", "http://127.0.0.1:1"))) {
            Answer answer = new Browser(alone.url()).get("/api/tasks");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("connect_unreachable");
            try (BufferedReader events = new Browser(alone.url()).events()) {
                assertThat(List.of(
                                events.readLine(),
                                events.readLine(),
                                events.readLine(),
                                events.readLine(),
                                events.readLine()))
                        .anyMatch(line -> line.contains("gone") || line.contains("ping"));
            }
        }
    }
}

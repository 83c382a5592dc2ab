// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.Browser;
import io.tdconnect.console.Browser.Answer;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.http.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What pages get and send in the place of secrets. */
@Timeout(60)
class TaskSecretsTest {
    private static final String MQTT = "io.tdconnect.mqtt.MqttSourceConnector";
    private static final String TDENGINE = "io.tdconnect.tdengine.sink.TdengineSinkConnector";

    private final FakeConnect connect = new FakeConnect();
    private TaskServer server;
    private TaskRoutes tasks;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        server = TaskServer.start(connect);
        tasks = server.tasks();
        browser = server.browser();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void secretsStayAndAreKept() throws Exception {
        Map<String, String> config = new TreeMap<>(Map.of("topics", "t", "a", "1"));
        List<String> secrets = List.of("hidden", "sasl.jaas.config", "ssl.keystore.key", "broker.url", "jdbc");
        config.put("hidden", FakeConnect.SECRET);
        config.put("sasl.jaas.config", FakeConnect.SECRET);
        config.put("ssl.keystore.key", FakeConnect.SECRET);
        config.put("broker.url", "tcp://anna:" + FakeConnect.SECRET + "@host:1883");
        config.put("jdbc", "jdbc:x://host/?user=a&password=" + FakeConnect.SECRET);
        config.put("reference.password", "${file:/a:b}");
        connect.add("m", FakeConnect.SINK, config);

        Answer detail = browser.get("/api/tasks/m");
        JsonNode shown = detail.content().path("configs");

        assertThat(detail.response().body()).doesNotContain(FakeConnect.SECRET);
        assertThat(browser.get("/api/tasks/m/export").response().body()).doesNotContain(FakeConnect.SECRET);
        assertThat(shown.path("secretsSet")).extracting(JsonNode::asText).containsExactlyInAnyOrderElementsOf(secrets);
        assertThat(shown.path("sink").path("reference.password").asText()).isEqualTo("${file:/a:b}");

        Map<String, Object> changed = Browser.JSON.convertValue(shown.path("sink"), new TypeReference<>() {});
        changed.put("a", "2");
        changed.remove("jdbc");
        assertThat(browser.send("PUT", "/api/tasks/m/config", Map.of("sink", changed))
                        .status())
                .isEqualTo(200);
        assertThat(connect.config("m").path("a").asText()).isEqualTo("2");
        assertThat(connect.config("m").path("hidden").asText()).isEqualTo(FakeConnect.SECRET);
        assertThat(connect.config("m").path("broker.url").asText()).contains(FakeConnect.SECRET);
        assertThat(connect.config("m").has("jdbc")).isFalse();
    }

    @Test
    void whoMayOnlyReadSendsSecretsNowhereElse() throws Exception {
        connect.add("m", FakeConnect.SINK, Map.of("password", FakeConnect.SECRET, "url", "tcp://own"));
        ObjectNode same = Json.object().put("connector.class", FakeConnect.SINK).put("url", "tcp://own");
        same.putNull("password");
        ObjectNode other = same.deepCopy().put("url", "tcp://elsewhere");

        assertThat(tasks.filledUnchanged(Json.config(same, ""), same, "m"))
                .containsEntry("password", FakeConnect.SECRET);
        assertThatThrownBy(() -> tasks.filledUnchanged(Json.config(other, ""), other, "m"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("tdconnect.console.read.only");
        assertThat(tasks.filled(Json.config(other, ""), other, "m")).containsEntry("url", "tcp://elsewhere");
    }

    @Test
    void secretsOfAPluginThatIsGoneStay() throws Exception {
        connect.add("m", "gone.Sink", Map.of("password", FakeConnect.SECRET));

        Answer detail = browser.get("/api/tasks/m");

        assertThat(detail.status()).isEqualTo(200);
        assertThat(detail.response().body()).doesNotContain(FakeConnect.SECRET);
    }

    @Test
    void theLineOfATaskHasReferencesForSecrets() throws Exception {
        Map<String, String> source = new TreeMap<>(Map.of("broker.urls", "tcp://b:1883", "topics", "a::1"));
        source.putAll(
                Map.of("_tdconnect.task", "m", "kafka.topic", "m", "user", "anna", "password", FakeConnect.SECRET));
        connect.add("m-source", MQTT, source);
        String url = "jdbc:TAOS-WS://td:6041/?user=root&password=" + FakeConnect.SECRET;
        connect.add(
                "m-sink",
                TDENGINE,
                Map.of("_tdconnect.task", "m", "connection.url", url, "database", "plant", "topics", "m"));

        Answer export = browser.get("/api/tasks/m/export");

        assertThat(export.response().body()).doesNotContain(FakeConnect.SECRET);
        assertThat(export.content().path("problems")).isEmpty();
        assertThat(export.content().path("command").asText())
                .startsWith("tdconnect run -f 'mqtt://anna:${env:SOURCE_PASSWORD}@b:1883?topics=a::1'")
                .contains("--sink-option 'connection.url=${env:SINK_CONNECTION_URL}'", "--name m");
    }

    @Test
    void aTaskThatIsNotMadeYetHasItsLine() throws Exception {
        Answer draft =
                browser.post("/api/command", Json.MAPPER.readTree("""
                {"name": "m",
                 "source": {"connector.class": "%s", "broker.urls": "tcp://b:1883",
                            "user": "anna", "password": null, "topics": "a::1"},
                 "sink": {"connector.class": "%s",
                          "connection.url": "jdbc:TAOS-WS://td:6041", "connection.password": "%s", "database": "plant"}}
                """.formatted(MQTT, TDENGINE, FakeConnect.SECRET)));

        assertThat(draft.response().body()).doesNotContain(FakeConnect.SECRET);
        assertThat(draft.content().path("command").asText())
                .startsWith("tdconnect run -f 'mqtt://anna:${env:SOURCE_PASSWORD}@b:1883?topics=a::1'")
                .contains("-t 'taos+ws://:${env:SINK_CONNECTION_PASSWORD}@td:6041/plant'");
    }

    @Test
    void aTaskWithoutLineSaysWhy() throws Exception {
        connect.add("m", FakeConnect.SOURCE, Map.of("topic", "t"));

        JsonNode export = browser.get("/api/tasks/m/export").content();

        assertThat(export.path("command").isNull()).isTrue();
        assertThat(export.path("problems").path(0).path("place").asText()).isEqualTo("source: connector.class");
        assertThat(export.path("source").path("config").path("topic").asText()).isEqualTo("t");
    }
}

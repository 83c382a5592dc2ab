// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.tdconnect.console.Browser.Answer;
import io.tdconnect.testing.ConnectCluster;
import io.tdconnect.testing.Mosquitto;
import io.tdconnect.testing.TdengineServer;
import java.io.BufferedReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The console beside a real worker. */
@Timeout(180)
class ConsoleIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String PASSWORD = "p4ss-w0rd-of-nobody";

    private static ConnectCluster connect;
    private static Mosquitto broker;
    private static TdengineServer tdengine;
    private static ConsoleOnCluster installed;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Mosquitto.available(), "Mosquitto is not installed");
        broker = Mosquitto.start();
        tdengine = TdengineServer.start(PASSWORD);
        installed = ConsoleOnCluster.start();
        connect = installed.connect();
        browser = installed.browser();
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {installed, tdengine, broker}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    void aTaskFromItsCreationToItsEnd() throws Exception {
        Answer made = browser.post(
                "/api/tasks", Map.of("name", "meters", "source", source("meters"), "sink", sink("meters")));

        assertThat(made.status()).as("%s", made.content()).isEqualTo(200);
        await().atMost(LIMIT)
                .until(() -> task("meters").path("sink").path("tasks").size() == 1
                        && task("meters").path("sink").path("state").asText().equals("RUNNING"));
        JsonNode detail = browser.get("/api/tasks/meters").content();
        assertThat(detail.path("configs")
                        .path("sink")
                        .path("connection.password")
                        .isNull())
                .isTrue();
        assertThat(detail.path("configs").path("secretsSet"))
                .extracting(JsonNode::asText)
                .contains("connection.password");
        assertThat(browser.get("/api/tasks/meters").response().body()).doesNotContain(PASSWORD);
        assertThat(browser.get("/api/tasks/meters/export").response().body()).doesNotContain(PASSWORD);
        await().atMost(LIMIT)
                .until(() -> !browser.get("/api/tasks/meters/metrics")
                        .content()
                        .path("t")
                        .isEmpty());
        assertThat(browser.get("/api/tasks/meters/events").content()).isNotEmpty();

        assertThat(browser.post("/api/tasks/meters/stop", null).status()).isEqualTo(200);
        await().atMost(LIMIT).until(() -> task("meters").path("health").asText().equals("Stopped"));
        assertThat(browser.get("/api/tasks/meters/offsets").status()).isEqualTo(200);

        assertThat(browser.send("DELETE", "/api/tasks/meters?offsets=true", null)
                        .status())
                .isEqualTo(200);
        assertThat(browser.get("/api/tasks/meters").code()).isEqualTo("not_found");
        assertThat(connect.rest().connectors()).doesNotContain("meters-source", "meters-sink");
    }

    @Test
    void aTaskWithAWrongOptionLeavesNothing() throws Exception {
        Map<String, String> wrong = source("undone");
        wrong.put("topics", "a/#/b");

        Answer refused = browser.post("/api/tasks", Map.of("name", "undone", "source", wrong, "sink", sink("undone")));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.content().path("error").path("option").asText()).isEqualTo("topics");
        assertThat(connect.rest().connectors()).doesNotContain("undone-source", "undone-sink");
    }

    @Test
    void aNameThatIsTakenIsSaidAndTheOtherConnectorStays() throws Exception {
        assertThat(browser.post("/api/tasks", Map.of("name", "taken", "source", source("taken"), "start", false))
                        .status())
                .isEqualTo(200);

        Answer again =
                browser.post("/api/tasks", Map.of("name", "taken", "sink", sink("taken"), "source", source("taken")));

        assertThat(again.code()).isEqualTo("exists");
        assertThat(connect.rest().connectors()).contains("taken-source").doesNotContain("taken-sink");
        browser.send("DELETE", "/api/tasks/taken", null);
    }

    @Test
    void ofTwoUsersTheSecondIsTold() throws Exception {
        browser.post("/api/tasks", Map.of("name", "two", "sink", sink("two"), "start", false));
        JsonNode seen = browser.get("/api/tasks/two").content();
        Map<String, Object> config =
                Browser.JSON.convertValue(seen.path("configs").path("sink"), new TypeReference<>() {});
        config.put("batch.rows", "500");

        Answer first = change(seen, config);
        config.put("batch.rows", "700");
        Answer second = change(seen, config);

        assertThat(first.status()).as("%s", first.content()).isEqualTo(200);
        assertThat(second.code()).isEqualTo("changed");
        Map<String, String> now =
                Browser.JSON.convertValue(connect.rest().get("/connectors/two-sink/config"), new TypeReference<>() {});
        assertThat(now).containsEntry("batch.rows", "500").containsEntry("connection.password", PASSWORD);
        assertThat(browser.get("/api/tasks/two")
                        .content()
                        .path("previous")
                        .path("sink")
                        .has("batch.rows"))
                .isFalse();
        browser.send("DELETE", "/api/tasks/two", null);
    }

    @Test
    void aCopyHasTheSecretsAndDoesNotRun() throws Exception {
        browser.post("/api/tasks", Map.of("name", "first", "sink", sink("first"), "start", false));

        Answer copied = browser.post("/api/tasks/first/copy", Map.of("name", "<b>second"));

        assertThat(copied.content().path("name").asText()).isEqualTo("<b>second");
        assertThat(copied.content().path("health").asText()).isEqualTo("Stopped");
        browser.send("DELETE", "/api/tasks/first", null);
        assertThat(browser.send("DELETE", "/api/tasks/%3Cb%3Esecond", null).status())
                .isEqualTo(200);
    }

    @Test
    void aCheckSaysTheOptionAndTheCause() throws Exception {
        Map<String, String> config = source("check");
        config.put("broker.urls", "tcp://127.0.0.1:1");

        JsonNode answer = browser.post("/api/check", Map.of("config", config)).content();

        assertThat(answer.path("ok").asBoolean()).isFalse();
        assertThat(answer.path("problems").get(0).path("option").asText()).isEqualTo("broker.urls");
        assertThat(answer.path("problems").get(0).path("cause").asText()).isEqualTo("refused");
        assertThat(browser.post("/api/check", Map.of("config", source("check")))
                        .content()
                        .path("ok")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void pagesHearOfATask() throws Exception {
        try (BufferedReader events = browser.events()) {
            browser.post("/api/tasks", Map.of("name", "heard", "sink", sink("heard"), "start", false));

            String line = events.readLine();
            while (!line.contains("heard")) {
                line = events.readLine();
            }
            assertThat(line).startsWith("data: [");
        }
        browser.send("DELETE", "/api/tasks/heard", null);
    }

    @Test
    void aLogLevelIsSetAtTheWorker() throws Exception {
        browser.post("/api/tasks", Map.of("name", "logs", "sink", sink("logs"), "start", false));

        assertThat(browser.post("/api/tasks/logs/log-level", Map.of("level", "loud", "minutes", 1))
                        .code())
                .isEqualTo("bad_request");
        assertThat(browser.post("/api/tasks/logs/log-level", Map.of("level", "DEBUG", "minutes", 1))
                        .status())
                .isEqualTo(200);

        await().atMost(LIMIT).until(() -> "DEBUG".equals(level()));
        browser.send("DELETE", "/api/tasks/logs", null);
    }

    private static String level() {
        return connect.rest()
                .loggers()
                .path("io.tdconnect.tdengine.sink")
                .path("level")
                .asText();
    }

    private static Answer change(JsonNode seen, Map<String, Object> config) throws Exception {
        return browser.send(
                "PUT",
                "/api/tasks/two/config",
                Map.of("version", seen.path("version").asText(), "sink", config));
    }

    private static JsonNode task(String name) throws Exception {
        for (JsonNode task : browser.get("/api/tasks").content()) {
            if (task.path("id").asText().equals(name)) {
                return task;
            }
        }
        return Browser.JSON.createObjectNode();
    }

    private static Map<String, String> source(String topic) {
        return new HashMap<>(Map.of(
                "connector.class",
                "io.tdconnect.mqtt.MqttSourceConnector",
                "tasks.max",
                "1",
                "broker.urls",
                broker.url(),
                "topics",
                topic + "/+::1",
                "kafka.topic",
                topic));
    }

    private static Map<String, String> sink(String topic) {
        return new HashMap<>(Map.of(
                "connector.class", "io.tdconnect.tdengine.sink.TdengineSinkConnector",
                "tasks.max", "1",
                "topics", topic,
                "connection.url", "jdbc:TAOS-WS://" + tdengine.host() + ":" + tdengine.port() + "/",
                "connection.user", "root",
                "connection.password", PASSWORD,
                "database", "console",
                "auto.create.database", "true"));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tdconnect.console.Browser;
import io.tdconnect.console.Browser.Answer;
import io.tdconnect.console.connect.ConnectApi;
import io.tdconnect.console.connect.Connectors;
import io.tdconnect.console.connect.KafkaCluster;
import io.tdconnect.console.connect.PatientApi;
import io.tdconnect.console.form.Forms;
import io.tdconnect.console.form.Kinds;
import io.tdconnect.console.http.ConsoleServer;
import io.tdconnect.console.http.EventStream;
import io.tdconnect.console.http.OpenLogin;
import java.io.BufferedReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API of tasks over HTTP, before a cluster with faults. */
@Timeout(60)
class TaskApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MORE_THAN_PATIENCE = 1_000;

    private final FakeConnect connect = new FakeConnect();
    private TaskRoutes tasks;
    private ConsoleServer server;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        Connectors connectors = new Connectors(new PatientApi(connect, PATIENCE));
        Kinds kinds = new Kinds(List.of());
        EventStream events = new EventStream();
        tasks = new TaskRoutes(
                connectors, kinds, new Forms(connectors, kinds), events, new KafkaCluster(Map.of()), List.of());
        server = ConsoleServer.start(
                URI.create("http://127.0.0.1:0"), null, new OpenLogin(), false, List.of(tasks), events);
        tasks.start(Duration.ofMillis(50));
        browser = new Browser(URI.create("http://127.0.0.1:" + server.port()));
    }

    @AfterEach
    void stop() throws Exception {
        tasks.close();
        server.close();
    }

    @Test
    void aRebalanceBetweenBothSidesIsWaitedFor() throws Exception {
        connect.rebalances.set(3);

        assertThat(create("m").status()).isEqualTo(200);
        assertThat(connect.names()).containsExactly("m-sink", "m-source");
        assertThat(connect.state("m-sink")).isEqualTo("RUNNING");
    }

    @Test
    void aRebalanceThatDoesNotEndIsSaid() throws Exception {
        connect.rebalances.set(MORE_THAN_PATIENCE);

        Answer answer = create("m");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("rebalancing");
        assertThat(answer.response().headers().firstValue("Retry-After")).contains("1");
        assertThat(connect.names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST m-sink", "POST m-source", "PUT m-sink resume", "PUT m-source resume"})
    void whateverFailsInACreationNothingIsLeft(String failing) throws Exception {
        connect.add("other", FakeConnect.SINK, Map.of());
        connect.failing = failing;

        assertThat(create("m").code()).isEqualTo("connect_failed");
        assertThat(connect.names()).containsExactly("other");
    }

    @Test
    void aWrongOptionOfTheSecondSideCreatesNothing() throws Exception {
        Answer answer = browser.post(
                "/api/tasks", Map.of("name", "m", "source", config(FakeConnect.SOURCE, "wrong"), "sink", sink()));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.content().path("error").path("option").asText()).isEqualTo("a");
        assertThat(connect.changes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a\\b", "a\nb"})
    void namesThatConnectCannotAddressAreRefused(String name) throws Exception {
        Answer answer = create(name);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.content().path("error").path("option").asText()).isEqualTo("name");
        assertThat(connect.changes).isEmpty();
    }

    @Test
    void aSideThatSomebodyElseDeletedDoesNotKeepTheOther() throws Exception {
        create("m");
        connect.failing = "PUT m-sink stop";
        assertThat(browser.send("DELETE", "/api/tasks/m?offsets=true", null).status())
                .isEqualTo(502);
        connect.failing = "";
        connect.remove("m-source");

        assertThat(browser.post("/api/tasks/m/stop", null).status()).isEqualTo(200);
        assertThat(browser.send("DELETE", "/api/tasks/m?offsets=true", null).status())
                .isEqualTo(200);
        assertThat(connect.names()).isEmpty();
        for (String path : List.of("", "/metrics", "/events", "/offsets", "/export")) {
            assertThat(browser.get("/api/tasks/m" + path).code()).as(path).isEqualTo("not_found");
        }
        assertThat(browser.post("/api/tasks/m/start", null).code()).isEqualTo("not_found");
    }

    @Test
    void ofTwoChangesAtTheSameTimeOneIsTold() throws Exception {
        create("m");
        String version = browser.get("/api/tasks/m").content().path("version").asText();

        List<CompletableFuture<String>> changes = Stream.of("1", "2")
                .map(value -> CompletableFuture.supplyAsync(() -> change(version, value)))
                .toList();

        assertThat(changes).extracting(CompletableFuture::join).containsExactlyInAnyOrder("", "changed");
        assertThat(connect.changes.stream().filter(change -> change.endsWith(" config")))
                .hasSize(1);
    }

    private String change(String version, String value) {
        try {
            return browser.send(
                            "PUT",
                            "/api/tasks/m/config",
                            Map.of("version", version, "sink", config(FakeConnect.SINK, value)))
                    .code();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aWorkerThatIsGoneIsSaidAndComesBackByItself() throws Exception {
        create("m");
        try (BufferedReader events = browser.events()) {
            until(events, "event: tasks");
            connect.gone = true;
            until(events, "event: gone");
            assertThat(browser.get("/api/tasks").status()).isEqualTo(503);
            assertThat(browser.post("/api/tasks/m/stop", null).code()).isEqualTo("connect_unreachable");

            connect.gone = false;
            until(events, "event: tasks");
            assertThat(browser.get("/api/tasks").content()).hasSize(1);
        }
    }

    @Test
    void secretsStayAndAreKept() throws Exception {
        Map<String, String> config = new TreeMap<>(config(FakeConnect.SINK, "1"));
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

        Map<String, Object> changed = Browser.JSON.convertValue(shown.path("sink"), Map.class);
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
    void secretsOfAPluginThatIsGoneStay() throws Exception {
        connect.add("m", "gone.Sink", Map.of("password", FakeConnect.SECRET));

        Answer detail = browser.get("/api/tasks/m");

        assertThat(detail.status()).isEqualTo(200);
        assertThat(detail.response().body()).doesNotContain(FakeConnect.SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "a/b",
                "100%",
                "%2F",
                "a+b c",
                "电表",
                "..",
                "a;b=c",
                "a?b#c",
                "\"quoted\"",
                "stream"
            })
    void connectorsOfAnyNameAreReached(String name) throws Exception {
        connect.add(name, FakeConnect.SINK, Map.of());
        String path = "/api/tasks/" + ConnectApi.encoded(name).replace(".", "%2E");

        Answer listed = browser.get("/api/tasks");
        Answer stopped = browser.post(path + "/stop", null);

        assertThat(listed.content().get(0).path("id").asText()).isEqualTo(name);
        assertThat(listed.response().headers().firstValue("Content-Type")).contains("application/json");
        assertThat(stopped.status()).as(stopped.response().body()).isEqualTo(200);
        assertThat(connect.state(name)).isEqualTo("STOPPED");
        assertThat(browser.get(path).content().path("name").asText()).isEqualTo(name);
    }

    @Test
    void fiveHundredTasks() throws Exception {
        for (int i = 0; i < 500; i++) {
            connect.add("t" + i + "-source", FakeConnect.SOURCE, Map.of(Task.LABEL, "t" + i));
            connect.add("t" + i + "-sink", FakeConnect.SINK, Map.of(Task.LABEL, "t" + i));
        }
        connect.add("old-source", FakeConnect.SOURCE, Map.of("topic", "old"));
        connect.add("old-sink", FakeConnect.SINK, Map.of("topics", "old"));

        JsonNode list = browser.get("/api/tasks").content();

        assertThat(list).hasSize(501);
        assertThat(list).allSatisfy(task -> {
            assertThat(task.path("source").path("state").asText()).isEqualTo("RUNNING");
            assertThat(task.path("sink").path("state").asText()).isEqualTo("RUNNING");
        });
        assertThat(browser.get("/api/workers").code()).isEqualTo("not_found");
        try (BufferedReader events = browser.events()) {
            await().until(() -> events.readLine().contains("\"t499\""));
        }
    }

    @Test
    void aTimeIsForStoppedSinksOnly() throws Exception {
        create("m");
        assertThat(browser.post("/api/tasks/m/offsets/by-time", Map.of("time", "yesterday"))
                        .code())
                .isEqualTo("bad_request");
        assertThat(browser.post("/api/tasks/m/offsets/by-time", Map.of("time", 1))
                        .code())
                .isEqualTo("not_stopped");
        browser.post("/api/tasks/m/stop", null);

        Answer answer = browser.post("/api/tasks/m/offsets/by-time", Map.of("time", "2026-01-01T00:00:00+08:00"));

        assertThat(answer.content().path("error").path("option").asText()).isEqualTo("bootstrap.servers");
    }

    private Answer create(String name) throws Exception {
        return browser.post(
                "/api/tasks", Map.of("name", name, "source", config(FakeConnect.SOURCE, "1"), "sink", sink()));
    }

    private static Map<String, String> sink() {
        return config(FakeConnect.SINK, "1");
    }

    private static Map<String, String> config(String type, String a) {
        return Map.of("connector.class", type, "topics", "t", "a", a);
    }

    private static void until(BufferedReader events, String wanted) throws Exception {
        String line = events.readLine();
        while (!wanted.equals(line)) {
            assertThat(line).isNotNull();
            line = events.readLine();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tdconnect.console.Browser;
import io.tdconnect.console.Browser.Answer;
import io.tdconnect.console.connect.ConnectApi;
import java.io.BufferedReader;
import java.util.List;
import java.util.Map;
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
    private static final int MORE_THAN_PATIENCE = 1_000;

    private final FakeConnect connect = new FakeConnect();
    private TaskServer server;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        server = TaskServer.start(connect);
        browser = server.browser();
    }

    @AfterEach
    void stop() throws Exception {
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

    @Test
    void aLogLevelFallsBackToWhatItWasFirst() throws Exception {
        create("m");
        for (String level : List.of("debug", "TRACE")) {
            assertThat(browser.post("/api/tasks/m/log-level", Map.of("level", level, "minutes", 1))
                            .status())
                    .isEqualTo(200);
            assertThat(connect.level("x")).isEqualToIgnoringCase(level);
        }
        assertThat(browser.post("/api/tasks/m/log-level", Map.of("level", "INFO", "minutes", 100_000))
                        .code())
                .isEqualTo("bad_request");

        server.tasks().close();

        assertThat(connect.level("x")).isEqualTo("WARN");
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

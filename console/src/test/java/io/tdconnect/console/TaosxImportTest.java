// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tdconnect.console.Browser.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TaosxImportTest {
    private static final Map<String, Object> PARSER = Map.of(
            "parse", Map.of("value", Map.of("json", "")),
            "model", Map.of("name", "t_{id}", "using", "meters", "tags", List.of("id"), "columns", List.of("ts", "v")));

    private static Console console;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        // An import needs no cluster.
        console = Console.start(Map.of("listeners", "http://127.0.0.1:0", "connect.url", "http://127.0.0.1:1"));
        browser = new Browser(console.url());
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    @Test
    void dsnsAndAParserBecomeTwoConfigurations() throws Exception {
        JsonNode answer = imported(Map.of("parser", PARSER, "transforms", List.of("rename-child-table:prefix:p_")));
        assertThat(answer.path("problems")).isEmpty();
        assertThat(answer.path("source").path("connector.class").asText()).contains("MqttSourceConnector");
        assertThat(answer.path("source").path("topics").asText()).contains("plant/#");
        assertThat(answer.path("source").has("name")).isFalse();
        assertThat(answer.path("sink").path("transforms").asText()).startsWith("parser");
        assertThat(answer.path("sink").path("value.converter").asText()).isNotEmpty();
        assertThat(answer.path("sink").path("topics").asText())
                .isEqualTo(answer.path("source").path("kafka.topic").asText());
    }

    @Test
    void aTaskOfTheExplorerIsReadToo() throws Exception {
        Map<String, Object> task = Map.of(
                "name", "m",
                "from", "mqtt://h:1883?topics=plant/%23::1&client_id=c",
                "to", "taos+http://h:6041/db",
                "parser", PARSER);
        JsonNode answer =
                browser.post("/api/import/taosx", Map.of("task", task)).content();
        assertThat(answer.path("problems")).isEmpty();
        assertThat(answer.path("source").path("broker.urls").asText()).contains("h:1883");
    }

    @Test
    void everyProblemIsToldWithItsPlace() throws Exception {
        JsonNode answer =
                imported(Map.of("from", "mqtt://user:s3cret@h:1883?topics=a::1&nonsense=1", "to", "nowhere:"));
        assertThat(answer.path("source").isNull()).isTrue();
        assertThat(answer.path("problems").size()).isGreaterThanOrEqualTo(2);
        assertThat(answer.path("problems").get(0).path("place").asText()).startsWith("from");
        assertThat(answer.toString()).doesNotContain("s3cret");
    }

    @Test
    void filesOfTheMachineAreNotRead() throws Exception {
        Map<String, Object> body = new HashMap<>(Map.of(
                "from",
                "mqtt://h:1883?topics=a::1&client_id=c",
                "to",
                "taos+http://h:6041/db",
                "parser",
                "@/etc/passwd"));
        Answer answer = browser.post("/api/import/taosx", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(browser.post("/api/import/taosx", Map.of("to", "x")).status())
                .isEqualTo(400);
    }

    private static JsonNode imported(Map<String, Object> changes) throws Exception {
        Map<String, Object> body = new HashMap<>(
                Map.of("from", "mqtt://h:1883?topics=plant/%23::1&client_id=c", "to", "taos+http://h:6041/db"));
        body.putAll(changes);
        return browser.post("/api/import/taosx", body).content();
    }
}

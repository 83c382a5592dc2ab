// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tdconnect.console.Browser.Answer;
import io.tdconnect.testing.ConnectCluster;
import io.tdconnect.testing.TdengineServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Records that a sink has set aside, from the refusal to the row. */
@Timeout(180)
class LettersIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String PASSWORD = "p4ss-w0rd-of-nobody";
    private static final String TEXT = "org.apache.kafka.connect.storage.StringConverter";

    private static ConnectCluster connect;
    private static TdengineServer tdengine;
    private static ConsoleOnCluster installed;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        tdengine = TdengineServer.start(PASSWORD);
        installed = ConsoleOnCluster.start();
        connect = installed.connect();
        browser = installed.browser();
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {installed, tdengine}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    void aRefusedMessageIsCorrectedAndBecomesARow() throws Exception {
        task("letters");
        connect.produce("letters", "k1", "{\"id\":\"a\",\"ts\":1700000000000,\"v\":1}");
        connect.produce("letters", "k2", "{\"id\":\"<script>\",\"ts\":");
        connect.produce("letters", "k3", "{\"id\":\"c\",\"ts\":\"never\",\"v\":3}");
        await().atMost(LIMIT).until(() -> letters("letters", "").path("items").size() == 2);

        JsonNode answer = letters("letters", "");
        assertThat(answer.path("byClass")).hasSizeGreaterThanOrEqualTo(1);
        JsonNode newest = answer.path("items").get(0);
        assertThat(newest.path("origin").path("topic").asText()).isEqualTo("letters");
        assertThat(newest.path("origin").path("offset").asInt()).isEqualTo(2);
        assertThat(newest.path("message").asText()).isNotEmpty();
        JsonNode broken = answer.path("items").get(1);
        assertThat(broken.path("text").asText()).contains("<script>");
        assertThat(broken.path("hex").asText()).startsWith("7b22");
        String kind = broken.path("class").asText();
        assertThat(letters("letters", "?count=1&class=" + kind).path("items")).hasSize(1);
        assertThat(letters("letters", "?before=" + newest.path("offset").asLong())
                        .path("items"))
                .hasSize(1);

        replayAsARow(broken);
    }

    private static void replayAsARow(JsonNode broken) throws Exception {
        Map<String, Object> unchanged = item(broken, null);
        assertThat(replay("letters", true, unchanged)
                        .path("totals")
                        .path("refused")
                        .asInt())
                .isEqualTo(1);
        Map<String, Object> corrected = item(broken, "{\"id\":\"b\",\"ts\":1700000000001,\"v\":2}");
        JsonNode dry = replay("letters", true, corrected);
        assertThat(dry.path("totals").path("rows").asInt()).as("%s", dry).isEqualTo(1);
        assertThat(dry.toString()).doesNotContain(PASSWORD);
        assertThat(connect.topics().count("letters")).isEqualTo(3);

        assertThat(replay("letters", false, corrected).path("sent").asInt()).isEqualTo(1);
        await().atMost(LIMIT)
                .until(() -> tdengine.query("SELECT COUNT(*) FROM letters.m WHERE id = 'b'")
                        .toString()
                        .contains("1"));
        ConsumerRecord<byte[], byte[]> sent =
                connect.topics().consumeBytes("letters", 4, LIMIT).get(3);
        assertThat(sent.headers().lastHeader("td.replayed-from")).isNotNull();
        assertThat(sent.headers().toArray())
                .extracting(header -> header.key())
                .noneMatch(name -> name.startsWith("__connect.errors") || name.startsWith("td.error"));
        assertThat(new String(sent.key(), StandardCharsets.UTF_8)).isEqualTo("k2");
    }

    @Test
    void whatIsNotThereIsSaid() throws Exception {
        task("quiet");
        assertThat(letters("quiet", "").path("items")).isEmpty();
        assertThat(browser.get("/api/tasks/no-such/dead-letters").code()).isEqualTo("not_found");
        assertThat(browser.get("/api/tasks/quiet/dead-letters?before=x").status())
                .isEqualTo(400);
        Answer gone = browser.post(
                "/api/tasks/quiet/dead-letters/replay",
                Map.of("items", List.of(Map.of("partition", 0, "offset", 7)), "dryRun", true));
        assertThat(gone.code()).isEqualTo("not_found");
        assertThat(browser.post("/api/tasks/quiet/dead-letters/replay", Map.of("items", List.of()))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void olderOnesFollowInEachPartition() throws Exception {
        connect.createTopic("paged-dead-letters", 2);
        task("paged");
        List<ProducerRecord<String, String>> set = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            set.add(new ProducerRecord<>("paged-dead-letters", i < 2 ? 0 : 1, 1_000L + i, "k", "m" + i));
        }
        connect.topics().produce(set);

        JsonNode newest = letters("paged", "?count=3");
        assertThat(newest.path("items")).extracting(LettersIT::place).containsExactly("1@3", "1@2", "1@1");
        assertThat(newest.path("next").asText()).isEqualTo("1:1");
        JsonNode older = letters("paged", "?count=3&before=1:1");
        assertThat(older.path("items")).extracting(LettersIT::place).containsExactly("1@0", "0@1", "0@0");
        assertThat(older.path("next").asText()).isEqualTo("0:0,1:0");
        JsonNode last = letters("paged", "?count=3&before=0:0,1:0");
        assertThat(last.path("items")).isEmpty();
        assertThat(last.path("next").isNull()).isTrue();
    }

    private static String place(JsonNode letter) {
        return letter.path("partition").asText() + '@' + letter.path("offset").asText();
    }

    private static JsonNode letters(String task, String query) throws Exception {
        return browser.get("/api/tasks/" + task + "/dead-letters" + query).content();
    }

    private static JsonNode replay(String task, boolean dryRun, Map<String, Object> item) throws Exception {
        return browser.post(
                        "/api/tasks/" + task + "/dead-letters/replay", Map.of("items", List.of(item), "dryRun", dryRun))
                .content();
    }

    private static Map<String, Object> item(JsonNode letter, String text) {
        Map<String, Object> item = new HashMap<>(Map.of(
                "partition", letter.path("partition").asInt(),
                "offset", letter.path("offset").asLong()));
        if (text != null) {
            item.put("text", text);
        }
        return item;
    }

    private static void task(String name) throws Exception {
        connect.createTopic(name, 1);
        Map<String, String> sink = new HashMap<>(Map.of(
                "connector.class",
                "io.tdconnect.tdengine.sink.TdengineSinkConnector",
                "tasks.max",
                "1",
                "topics",
                name,
                "connection.url",
                "jdbc:TAOS-WS://" + tdengine.host() + ":" + tdengine.port() + "/",
                "connection.password",
                PASSWORD,
                "database",
                name,
                "auto.create.database",
                "true",
                "key.converter",
                TEXT,
                "header.converter",
                TEXT,
                "value.converter",
                "org.apache.kafka.connect.converters.ByteArrayConverter"));
        sink.putAll(Map.of(
                "errors.tolerance", "all",
                "errors.deadletterqueue.topic.name", name + "-dead-letters",
                "errors.deadletterqueue.topic.replication.factor", "1",
                "errors.deadletterqueue.context.headers.enable", "true",
                "transforms", "parse",
                "transforms.parse.type", "io.tdconnect.transforms.ParseJson$Value",
                "stable", "m",
                "table", "t_{id}",
                "tags", "id",
                "timestamp.field", "ts"));
        Answer made = browser.post("/api/tasks", Map.of("name", name, "sink", sink));
        assertThat(made.status()).as("%s", made.content()).isEqualTo(200);
    }
}

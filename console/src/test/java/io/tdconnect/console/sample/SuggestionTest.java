// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.http.Json;
import io.tdconnect.preview.TaskPreview;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionTest {
    private static final Map<String, String> SINK =
            Map.of("connector.class", "io.tdconnect.tdengine.sink.TdengineSinkConnector");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"time\":1700000000,\"v\":1}                  | time | s",
                "{\"v\":1700000000,\"at\":1700000000123}        | at   | ms",
                "{\"at\":1700000000123456,\"v\":1}              | at   | us",
                "{\"x\":1700000000123456789,\"v\":1}            | x    | ns",
                "{\"when\":\"2024-01-01T10:00:00.5+08:00\"}     | when | text",
                "{\"created\":1700000000123,\"ts\":1700000000124} | ts | ms"
            })
    void findsTheTimeAndItsUnit(String sample, String path, String unit) throws Exception {
        JsonNode timestamp = suggested(sample).path("timestamp").get(0);
        assertThat(timestamp.path("path").asText()).isEqualTo(path);
        assertThat(timestamp.path("unit").asText()).isEqualTo(unit);
        assertThat(rows(sample)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"counter\":1700000000}",
                "{\"ts\":\"soon\",\"v\":1}",
                "{\"ts\":1,\"v\":1}",
                "{\"<script>alert(1)</script>\":1,\"a b\":2,\"c`d\":3,\"v\":4}",
                "{\"list\":[{\"city\":\"a\"},{\"city\":\"b\"}],\"deep\":{\"er\":{\"x\":true}}}",
                "{\"id\":\"a'b\",\"v\":1.5}"
            })
    void withoutATimeThatOfTheRecordIsTaken(String sample) throws Exception {
        assertThat(suggested(sample).path("timestamp")).isEmpty();
        assertThat(rows(sample)).isEqualTo(1);
    }

    @Test
    void repeatedTextIsATag() throws Exception {
        String[] samples = IntStream.range(0, 10)
                .mapToObj(i -> "{\"kind\":\"k" + i % 2 + "\",\"note\":\"n" + i + "\",\"v\":" + i + "}")
                .toArray(String[]::new);
        ObjectNode suggestion = suggested(samples);
        assertThat(suggestion.path("tags")).extracting(JsonNode::asText).containsExactly("kind");
        assertThat(suggestion.path("transforms").path("transforms.map.columns").asText())
                .contains("note:VARCHAR(16)", "v:BIGINT");
        assertThat(rows(samples)).isEqualTo(10);
    }

    /** The message of the seeds' MQTT task; taosX's document for it has the same tags, and {@code d{id}} as the name. */
    @Test
    void metersAreToldApartByIdGroupAndLocation() throws Exception {
        String[] samples = IntStream.range(0, 12)
                .mapToObj(i -> """
                        {"id": %d, "current": 10.%d, "voltage": %d, "phase": 0.77, "groupid": %d,
                         "location": "California.SanDiego"}
                        """.formatted(i % 4, i, 220 + i, i % 2))
                .toArray(String[]::new);

        assertThat(tags(samples)).containsExactly("id", "groupid", "location");
        assertThat(tags(samples[0])).containsExactly("id", "groupid", "location");
        assertThat(suggested(samples)
                        .path("transforms")
                        .path("transforms.map.table")
                        .asText())
                .isEqualTo("t_{id:none}_{groupid:none}_{location:none}");
        assertThat(rows(samples)).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "aaa", "hello-word"})
    void theTextOfAMessageIsNoTagHoweverOftenItRepeats(String text) throws Exception {
        String[] samples = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> "{\"id\": " + (i % 5 + 1) + ", \"message\": \"" + text + i % 2 + "\"}")
                .toArray(String[]::new);

        assertThat(tags(Arrays.copyOf(samples, 5))).containsExactly("id");
        assertThat(tags(samples)).containsExactly("id");
    }

    /** Points of InfluxDB as Telegraf writes them. */
    @Test
    void tagsOfPointsStayTagsAndTheirFieldsColumns() throws Exception {
        String[] samples = IntStream.range(0, 8)
                .mapToObj(i -> """
                        {"fields": {"usage_idle": 97.%d, "state": "%s"}, "name": "cpu",
                         "tags": {"cpu": "cpu%d", "host": "server%d"}, "timestamp": %d}
                        """.formatted(i, i % 3 == 0 ? "ok" : "warn", i % 2, i % 2, 1_700_000_000 + 10 * (i / 2)))
                .toArray(String[]::new);

        assertThat(tags(samples)).containsExactly("name", "tags_cpu", "tags_host");
        assertThat(suggested(samples).path("timestamp").get(0).path("path").asText())
                .isEqualTo("timestamp");
        assertThat(rows(samples)).isEqualTo(8);
    }

    @Test
    void whatDescribesADeviceIsATagAndItsStateIsNot() throws Exception {
        String[] samples = IntStream.range(0, 9)
                .mapToObj(i -> """
                        {"device": "d%d", "model": "m%d", "mode": "%s", "ts": %d}
                        """.formatted(i % 3, i % 3 / 2, i < 4 ? "on" : "off", 1_700_000_000_000L + i))
                .toArray(String[]::new);

        assertThat(tags(samples)).containsExactly("device", "model");
        assertThat(tags(samples[0], samples[1])).containsExactly("device");
    }

    @Test
    void numbersOfMessagesAndSentencesAreNoTags() throws Exception {
        String[] samples = IntStream.range(0, 20)
                .mapToObj(i -> "{\"id\":" + (5000 + i) + ",\"line\":\"the pump has failed " + i % 2 + "\",\"v\":1}")
                .toArray(String[]::new);

        assertThat(tags(samples)).isEmpty();
        assertThat(rows(samples)).isEqualTo(20);
    }

    @Test
    void typesThatDifferBecomeOne() throws Exception {
        JsonNode map = suggested("{\"id\":1,\"v\":1,\"w\":1}", "{\"id\":2,\"v\":1.5,\"w\":\"x\"}")
                .path("transforms");
        assertThat(map.path("transforms.map.columns").asText()).contains("v:DOUBLE", "w:VARCHAR(16)");
        assertThat(map.path("transforms.map.tags").asText()).isEqualTo("id:BIGINT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "[]", "null", "{}", "{\"a\":"})
    void nothingIsSuggestedForWhatHasNoFields(String sample) throws Exception {
        ObjectNode suggestion = suggested(sample);
        assertThat(suggestion.path("fields")).isEmpty();
        assertThat(suggestion.path("transforms")).isEmpty();
    }

    private static List<String> tags(String... samples) {
        List<String> tags = new ArrayList<>();
        suggested(samples).path("tags").forEach(tag -> tags.add(tag.asText()));
        return tags;
    }

    private static ObjectNode suggested(String... samples) {
        return new Suggestion(messages(samples), Map.of(), Map.of()).json();
    }

    /** How many rows the suggested transforms make. */
    private static int rows(String... samples) throws InterruptedException {
        Map<String, String> sink = new HashMap<>(SINK);
        sink.putAll(Json.config(suggested(samples).path("transforms"), "transforms"));
        ObjectNode answer = Previews.answer(messages(samples), new Previews.Configs(Map.of(), sink));
        assertThat(answer.path("totals").path("refused").asInt())
                .as("%s", answer)
                .isZero();
        return answer.path("totals").path("rows").asInt();
    }

    private static List<TaskPreview.Message> messages(String... samples) {
        List<TaskPreview.Message> messages = new ArrayList<>();
        for (String sample : samples) {
            messages.add(new TaskPreview.Message("plant", null, Map.of(), sample.getBytes(UTF_8), 1_700_000_000_000L));
        }
        return messages;
    }
}

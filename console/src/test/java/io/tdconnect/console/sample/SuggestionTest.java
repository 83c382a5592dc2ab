// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.http.Json;
import io.tdconnect.preview.TaskPreview;
import java.util.ArrayList;
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

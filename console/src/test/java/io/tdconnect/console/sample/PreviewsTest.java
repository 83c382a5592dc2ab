// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.http.Json;
import io.tdconnect.preview.TaskPreview;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Limits of the preview, and payloads of any kind. */
class PreviewsTest {
    private static final Map<String, String> SINK = Map.of(
            "connector.class",
            "io.tdconnect.tdengine.sink.TdengineSinkConnector",
            "value.converter",
            "org.apache.kafka.connect.converters.ByteArrayConverter",
            "transforms",
            "parse",
            "transforms.parse.type",
            "io.tdconnect.transforms.ParseJson$Value");
    private static final Previews.Configs CONFIGS = new Previews.Configs(Map.of(), SINK);

    @Test
    void afterTwoSecondsTheRestIsNotTried() throws Exception {
        AtomicLong clock = new AtomicLong();
        List<TaskPreview.Message> messages = Collections.nCopies(100, message("{\"a\":1}".getBytes(UTF_8)));

        // A second passes with each look at the clock, the first of which is at the beginning.
        ObjectNode answer = Previews.answer(messages, CONFIGS, () -> clock.getAndAdd(1_000_000_000L));

        assertThat(answer.path("samples")).hasSize(2);
        assertThat(answer.path("totals").path("samples").asInt()).isEqualTo(2);
        assertThat(answer.path("notice").asText()).isEqualTo("Of 100 samples 2 were tried within 2 s");
        assertThat(Previews.answer(messages, CONFIGS, () -> 0).has("notice")).isFalse();
    }

    @Test
    void anInterruptionEndsIt() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Previews.answer(List.of(message(new byte[0])), CONFIGS))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void moreAndLongerSamplesAreRefused() {
        assertThat(SampleJson.messages(samples(100, "x".repeat(65_536)))).hasSize(100);
        assertThatThrownBy(() -> SampleJson.messages(samples(101, "x")))
                .isInstanceOf(ApiException.class)
                .hasMessage("Expected at most 100 samples, found 101");
        assertThatThrownBy(() -> SampleJson.messages(samples(1, "x".repeat(65_537))))
                .isInstanceOf(ApiException.class)
                .hasMessage("Expected samples of at most 65536 bytes, found one of 65537");
        assertThatThrownBy(() -> SampleJson.messages(samples(1, "温".repeat(30_000))))
                .isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> SampleJson.messages(Json.object())).isInstanceOf(ApiException.class);
    }

    @Test
    void binaryPayloadsComeBackByteByByte() {
        ArrayNode samples = Json.MAPPER.createArrayNode();
        samples.addObject().put("base64", "/wAB");
        samples.addObject().putNull("text").put("base64", "");
        samples.addObject();

        List<TaskPreview.Message> messages = SampleJson.messages(samples);

        assertThat(messages.get(0).value()).containsExactly(0xff, 0, 1);
        assertThat(messages.get(1).value()).isEmpty();
        assertThat(messages.get(2).value()).isEmpty();
        samples.addObject().put("base64", "no base64!");
        assertThatThrownBy(() -> SampleJson.messages(samples)).isInstanceOf(ApiException.class);
    }

    @Test
    void scriptInNamesAndValuesIsText() throws Exception {
        String script = "</script><img src=x onerror=alert(1)>";
        String sample = "{\"" + script + "\":\"" + script + "\",\"\\u0000\\u2028\":1}";

        ObjectNode answer = Previews.answer(List.of(message(sample.getBytes(UTF_8))), CONFIGS);

        JsonNode cells = answer.path("samples")
                .path(0)
                .path("stages")
                .path(0)
                .path("rows")
                .path(0);
        assertThat(cells).extracting(cell -> cell.path("name").asText()).containsExactly(script, "\u0000\u2028");
        assertThat(cells.get(0).path("value").asText()).isEqualTo(script);
        assertThat(Json.MAPPER.readTree(answer.toString())).hasToString(answer.toString());
    }

    private static TaskPreview.Message message(byte[] value) {
        return new TaskPreview.Message("t", null, Map.of(), value, 1_700_000_000_000L);
    }

    private static ArrayNode samples(int count, String text) {
        ArrayNode samples = Json.MAPPER.createArrayNode();
        for (int i = 0; i < count; i++) {
            samples.addObject().put("text", text);
        }
        return samples;
    }
}

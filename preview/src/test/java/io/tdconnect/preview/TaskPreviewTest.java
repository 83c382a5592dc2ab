// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class TaskPreviewTest {
    private static final Map<String, String> SOURCE = Map.of(
            "connector.class",
            "io.tdconnect.mqtt.MqttSourceConnector",
            "topics",
            "plant/+::1",
            "topic.pattern",
            "_/line",
            "value.converter",
            "org.apache.kafka.connect.converters.ByteArrayConverter");

    private static final Map<String, String> SINK = Map.of(
            "connector.class",
            "io.tdconnect.tdengine.sink.TdengineSinkConnector",
            "connection.password",
            "s3cret",
            "stable",
            "m",
            "table",
            "t_{id}",
            "tags",
            "id",
            "timestamp.field",
            "ts",
            "transforms",
            "parse,keep",
            "transforms.parse.type",
            "io.tdconnect.transforms.ParseJson$Value",
            "transforms.keep.type",
            "io.tdconnect.transforms.Filter$Value",
            "transforms.keep.condition",
            "v > 1");

    @Test
    void aPayloadBecomesARow() {
        Map<String, Object> result =
                only(new TaskPreview(SOURCE, SINK), message("{\"id\":\"a\",\"ts\":1700000000000,\"v\":2}"));

        assertThat(result).doesNotContainKey("problem");
        assertThat(stages(result)).extracting(stage -> stage.get("name")).containsExactly("parse", "keep");
        assertThat(stages(result).get(0).get("type")).isEqualTo("io.tdconnect.transforms.ParseJson$Value");
        assertThat(rows(result)).singleElement().satisfies(row -> {
            assertThat(row).containsEntry("stable", "m").containsEntry("table", "t_a");
            assertThat(String.valueOf(row.get("sql"))).startsWith("INSERT INTO");
        });
        assertThat(result.toString()).doesNotContain("s3cret");
    }

    @Test
    void whatIsDroppedAndWhatIsRefusedIsToldApart() {
        TaskPreview preview = new TaskPreview(SOURCE, SINK);
        Map<String, Object> dropped = only(preview, message("{\"id\":\"a\",\"ts\":1700000000000,\"v\":1}"));
        assertThat(stages(dropped).get(1)).containsEntry("outcome", "dropped");
        assertThat(rows(dropped)).isEmpty();
        Map<String, Object> refused = only(preview, message("{\"id\""));
        assertThat(stages(refused))
                .singleElement()
                .satisfies(stage -> assertThat(stage).containsEntry("outcome", "failed"));
    }

    @Test
    void aStageThatIsNotRightDoesNotHideTheOthers() {
        Map<String, String> sink = new HashMap<>(SINK);
        sink.put("transforms.keep.condition", "v >");
        Map<String, Object> result = only(new TaskPreview(SOURCE, sink), message("{\"v\":2}"));
        assertThat(stages(result)).extracting(stage -> stage.get("outcome")).containsExactly("passed", "failed");
        assertThat(String.valueOf(stages(result).get(1).get("message"))).contains("condition");
        sink.put("transforms.keep.type", "no.such.Class");
        result = only(new TaskPreview(SOURCE, sink), message("{\"v\":2}"));
        assertThat(stages(result)).extracting(stage -> stage.get("outcome")).containsExactly("passed", "failed");
    }

    @Test
    void aSinkThatIsNotRightIsAProblemAfterTheStages() {
        Map<String, String> sink = new HashMap<>(SINK);
        sink.put("table", "t_{");
        Map<String, Object> result =
                only(new TaskPreview(SOURCE, sink), message("{\"id\":\"a\",\"ts\":1700000000000,\"v\":2}"));
        assertThat(stages(result)).hasSize(2);
        assertThat(result).containsEntry("option", "table");
    }

    @Test
    void samplesOfATopicNeedNoSource() {
        Map<String, String> sink = new HashMap<>(SINK);
        sink.put("table", "t_{header:line}");
        TaskPreview preview = new TaskPreview(Map.of(), sink);
        Map<String, Object> result = only(
                preview,
                new TaskPreview.Message(
                        "plant",
                        "k",
                        Map.of("line", "7"),
                        "{\"id\":\"a\",\"ts\":1700000000000,\"v\":2}".getBytes(UTF_8),
                        5));
        assertThat(rows(result).get(0)).containsEntry("table", "t_7");
        Map<String, Object> binary =
                only(preview, new TaskPreview.Message("plant", null, Map.of(), new byte[] {(byte) 0xff, 0, 1}, 5));
        assertThat(binary.get("input").toString()).contains("0xff0001");
    }

    @Test
    void aSourceThatIsNotRightIsRefused() {
        Map<String, String> source = new HashMap<>(SOURCE);
        source.put("topics", "a/#/b");
        assertThatThrownBy(() -> new TaskPreview(source, SINK))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("topics: ");
        Map<String, String> sink = new HashMap<>(SINK);
        sink.put("value.converter", "no.such.Converter");
        assertThatThrownBy(() -> new TaskPreview(SOURCE, sink))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("value.converter");
    }

    private static TaskPreview.Message message(String payload) {
        return new TaskPreview.Message(null, null, Map.of(), payload.getBytes(UTF_8), 1_700_000_000_000L);
    }

    private static Map<String, Object> only(TaskPreview preview, TaskPreview.Message message) {
        List<Map<String, Object>> results = preview.results(1, message);
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> stages(Map<String, Object> result) {
        // The source's transforms come first; here it has none.
        return (List<Map<String, Object>>) result.get("stages");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(Map<String, Object> result) {
        return (List<Map<String, Object>>) result.get("rows");
    }
}

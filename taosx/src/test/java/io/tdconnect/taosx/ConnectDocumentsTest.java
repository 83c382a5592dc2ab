// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectDocumentsTest {
    @ParameterizedTest
    @CsvSource({
        "mqtt, ByteArrayConverter, StringConverter",
        "kafka-json, ByteArrayConverter, ByteArrayConverter",
        "subscription-to-another-cluster, JsonConverter, StringConverter",
        "influxdb-1, JsonConverter, StringConverter"
    })
    void bothSidesConvertAlike(String name, String value, String key) {
        ConnectDocuments documents = ConnectDocuments.of(TaskMapping.map(CommandLinesTest.task(name)), "t1");

        for (Map<String, String> config : List.of(documents.source(), documents.sink())) {
            assertThat(config.get("value.converter")).endsWith('.' + value);
            assertThat(config.get("key.converter")).endsWith('.' + key);
            assertThat(config.get("header.converter")).endsWith(".StringConverter");
        }
    }

    @ParameterizedTest
    @MethodSource("io.tdconnect.taosx.CommandLinesTest#names")
    void namesTopicAndPlaceOfFailuresFollowTheNameOfTheTask(String name) throws Exception {
        MappedTask mapped = TaskMapping.map(CommandLinesTest.task(name));
        ConnectDocuments documents = ConnectDocuments.of(mapped, "t1");
        JsonNode source = new ObjectMapper().readTree(documents.sourceJson());
        JsonNode sink = new ObjectMapper().readTree(documents.sinkJson());

        assertThat(source.path("name").textValue()).isEqualTo("t1-source");
        assertThat(sink.path("name").textValue()).isEqualTo("t1-sink");
        assertThat(sink.path("config").path("topics").textValue()).isEqualTo("t1");
        assertThat(documents.source().values())
                .contains("t1")
                .doesNotContain(mapped.hints().name());
        assertThat(documents.sink().containsKey("errors.deadletterqueue.topic.name"))
                .isEqualTo(mapped.hints().failures() != null);
    }

    @Test
    void noTextButTheDocumentsContainsAPassword() {
        ConnectDocuments documents = ConnectDocuments.of(TaskMapping.map(CommandLinesTest.task("mqtt")), "t1");

        assertThat(documents.sourceJson()).contains("123456");
        assertThat(documents.toString()).doesNotContain("123456");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

class ConfigTest {
    @Test
    void somethingHasToBeSelected() {
        assertThat(problems("topics", "").get("topics").toString())
                .contains("topics.regex")
                .contains("topic.partitions");
        assertThat(problems("topics", "", "topics.regex", "tp.*")).isEmpty();
        assertThat(problems("topics", "", "topic.partitions", "tp1:0..2,tp2:1")).isEmpty();
    }

    @Test
    void wrongValuesStandBesideTheirOption() {
        assertThat(problems("bootstrap.servers", "kafka://a:secret@b:9092").toString())
                .contains("bootstrap.servers")
                .contains("expected host:port");
        assertThat(problems("topics", "a b")).containsOnlyKeys("topics");
        assertThat(problems("topics.regex", "(")).containsOnlyKeys("topics.regex");
        assertThat(problems("topic.partitions", "tp1:2..1")).containsOnlyKeys("topic.partitions");
        assertThat(problems("start.position", "newest")).containsOnlyKeys("start.position");
        assertThat(problems("timeout", "soon")).containsOnlyKeys("timeout");
        assertThat(problems("timeout", "never")).isEmpty();
        assertThat(problems("topic", "{table}")).containsOnlyKeys("topic");
        assertThat(problems("topic", "{topic}/x")).containsOnlyKeys("topic");
        assertThat(problems("password", "p")).containsOnlyKeys("user");
        assertThat(problems("consumer.interceptor.classes", "x")).containsOnlyKeys("consumer.interceptor.classes");
        assertThat(problems("consumer.override.max.poll.records", "x")).isEmpty();
        assertThat(problems("topic.partition", "tp1:0").toString()).contains("did you mean topic.partitions");
    }

    @Test
    void aTaskRefusesForbiddenOptionsOfTheConsumerToo() {
        Map<String, String> config = config("consumer.interceptor.classes", "x", "task.partitions", "tp1:0");

        assertThatThrownBy(() -> new KafkaSourceTask().start(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("consumer.interceptor.classes");
        assertThatThrownBy(() -> new KafkaSourceConnector().start(config)).isInstanceOf(ConfigException.class);
    }

    @Test
    void tlsIsUsedWhereItIsConfigured() {
        assertThat(new KafkaSourceConfig(config()).connection().tls()).isNull();
        assertThat(new KafkaSourceConfig(config("tls.enabled", "true"))
                        .connection()
                        .tls())
                .isNotNull();
        assertThat(new KafkaSourceConfig(config("tls.ca", "ca.pem"))
                        .connection()
                        .tls())
                .isNotNull();
        assertThat(new KafkaSourceConfig(config("tls.ca", "ca.pem", "tls.enabled", "false"))
                        .connection()
                        .tls())
                .isNull();
    }

    private static Map<String, List<String>> problems(String... options) {
        Map<String, List<String>> problems = new HashMap<>();
        for (ConfigValue value :
                new KafkaSourceConnector().validate(config(options)).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                problems.put(value.name(), value.errorMessages());
            }
        }
        return problems;
    }

    private static Map<String, String> config(String... options) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "kafka", "bootstrap.servers", "127.0.0.1:1", "topics", "tp1", "validate.connection", "false"));
        for (int i = 0; i < options.length; i += 2) {
            config.put(options[i], options[i + 1]);
        }
        return config;
    }
}

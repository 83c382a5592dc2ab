// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.template.Template;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicRouteTest {
    @ParameterizedTest
    @CsvSource({
        "mqtt,a/b,mqtt",
        "{topic},a/b/c,a.b.c",
        "mqtt.{topic},/a//b,mqtt..a..b",
        "plant-{2},site/7/temp,plant-7",
        "{9:none},a,none",
        "{1},größe #1,gr__e__1",
        "{1},..,__",
        "{1},.,_",
    })
    void namesTheKafkaTopic(String template, String mqttTopic, String kafkaTopic) {
        TopicRoute route = new TopicRoute(Template.parse(template));

        assertThat(route.kafkaTopic(mqttTopic)).isEqualTo(kafkaTopic);
        assertThat(route.kafkaTopic(mqttTopic)).isEqualTo(kafkaTopic);
    }

    @Test
    void cutsNamesThatKafkaWouldRefuse() {
        TopicRoute route = new TopicRoute(Template.parse("{topic}"));

        assertThat(route.kafkaTopic("x".repeat(300))).hasSize(249);
    }

    @Test
    void namesOfAnEmptyLevelAreNotEmpty() {
        assertThat(new TopicRoute(Template.parse("{1}")).kafkaTopic("/a")).isEqualTo("_");
    }

    @Test
    void failsOnAMissingLevelWithTheNameOfTheOption() {
        TopicRoute route = new TopicRoute(Template.parse("{3}"));

        assertThatThrownBy(() -> route.kafkaTopic("a/b"))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("kafka.topic")
                .hasMessageContaining("{3:none}");
    }

    @Test
    void forgetsOldTopicsAndStillNamesThem() {
        TopicRoute route = new TopicRoute(Template.parse("{topic}"));

        for (int i = 0; i < 25_000; i++) {
            assertThat(route.kafkaTopic("t/" + i)).isEqualTo("t." + i);
        }
    }

    @Test
    void findsVariablesThatATopicCannotHave() {
        List<TopicFilter> filters = List.of(TopicFilter.parse("a/+"), TopicFilter.parse("b/#"));

        assertThat(TopicRoute.problem(Template.parse("x.{topic}.{1}"), filters)).isNull();
        assertThat(TopicRoute.problem(Template.parse("{2:none}"), filters)).isNull();
        assertThat(TopicRoute.problem(Template.parse("{2}"), filters)).contains("b/#", "{2:none}");
        assertThat(TopicRoute.problem(Template.parse("{site}"), filters)).contains("{site}");
        assertThat(TopicRoute.problem(Template.parse("{0}"), filters)).contains("{0}");
    }
}

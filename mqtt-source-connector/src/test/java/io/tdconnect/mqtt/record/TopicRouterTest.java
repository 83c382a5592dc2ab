// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.template.Template;
import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.message.TopicFilter;
import io.tdconnect.mqtt.record.TopicRouter.UnwantedTopics;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicRouterTest {
    @ParameterizedTest
    @CsvSource({
        "mqtt,a/b,mqtt",
        "{topic},a/b/c,a.b.c",
        "mqtt.{topic},/a//b,mqtt..a..b",
        "plant-{2},site/7/temp,plant-7",
        "plant-{site},7/temp,plant-7",
        "{9:none},a,none",
        "{1},größe #1,gr__e__1",
        "{1},..,__",
        "{1},.,_",
    })
    void namesTheKafkaTopic(String template, String mqttTopic, String kafkaTopic) throws Exception {
        TopicRouter route = route(template);

        assertThat(route.route(mqttTopic).kafkaTopic()).isEqualTo(kafkaTopic);
        assertThat(route.route(mqttTopic).kafkaTopic()).isEqualTo(kafkaTopic);
    }

    @Test
    void cutsNamesThatKafkaWouldRefuse() throws Exception {
        TopicRouter route = route("{topic}");

        assertThat(route.route("x".repeat(300)).kafkaTopic()).hasSize(249);
    }

    @Test
    void namesOfAnEmptyLevelAreNotEmpty() throws Exception {
        assertThat(route("{1}").route("/a").kafkaTopic()).isEqualTo("_");
    }

    @Test
    void failsOnAMissingLevelWithTheNameOfTheOption() {
        TopicRouter route = route("{3}");

        assertThatThrownBy(() -> route.route("a/b"))
                .isInstanceOf(BadMessageException.class)
                .hasMessageContaining("kafka.topic")
                .hasMessageContaining("{3:none}");
    }

    @Test
    void forgetsOldTopicsAndStillNamesThem() throws Exception {
        TopicRouter route = route("{topic}");

        for (int i = 0; i < 25_000; i++) {
            assertThat(route.route("t/" + i).kafkaTopic()).isEqualTo("t." + i);
        }
    }

    @Test
    void findsVariablesThatATopicCannotHave() {
        List<TopicFilter> filters = List.of(TopicFilter.parse("a/+"), TopicFilter.parse("b/#"));

        assertThat(problem("x.{topic}.{1}", filters)).isNull();
        assertThat(problem("{2:none}", filters)).isNull();
        assertThat(problem("{2}", filters)).contains("b/#", "{2:none}");
        assertThat(problem("{site}", filters)).isNull();
        assertThat(problem("{line}", filters)).contains("b/#", "{line:none}");
        assertThat(problem("{plant}", filters)).contains("{plant}", "topic.pattern");
        assertThat(problem("{_}", filters)).contains("{_}");
        assertThat(problem("{0}", filters)).contains("{0}");
    }

    private static TopicRouter route(String template) {
        return new TopicRouter(
                Template.parse(template),
                null,
                TopicPattern.parse("site"),
                new UnwantedTopics(topic -> true, topic -> {}));
    }

    private static @Nullable String problem(String template, List<TopicFilter> filters) {
        return TopicRouter.problem(Template.parse(template), TopicPattern.parse("site/line"), filters);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicFilterTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            topic1::0                | topic1           | 0 | 0 | false | topic1
            $share/g/plant/+/temp::1 | $share/g/plant/+/temp | 1 | 1 | true | plant/+/temp
            site/#::2                | site/#           | 2 | 1 | false | site/#
            a/b                      | a/b              | 1 | 1 | false | a/b
            a::b::0                  | a::b             | 0 | 0 | false | a::b
            /                        | /                | 1 | 1 | false | /
            +                        | +                | 1 | 1 | false | +
            #                        | #                | 1 | 1 | false | #
            $SYS/broker/+::0         | $SYS/broker/+    | 0 | 0 | false | $SYS/broker/+
            """)
    void readsFilterAndQos(String text, String filter, int qos, int subscribedQos, boolean shared, String topics) {
        TopicFilter parsed = TopicFilter.parse(text);

        assertThat(parsed.filter()).isEqualTo(filter);
        assertThat(parsed.qos()).isEqualTo(qos);
        assertThat(parsed.subscribedQos()).isEqualTo(subscribedQos);
        assertThat(parsed.shared()).isEqualTo(shared);
        assertThat(parsed.topics()).isEqualTo(topics);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "::1",
                "a::3",
                "a::",
                "a::x",
                "a::-1",
                "a/#/b",
                "a#",
                "a+/b",
                "+a",
                "$share/g",
                "$share//a",
                "$share/g/",
                "$share/+/a",
                "a\u0000b"
            })
    void refusesWhatNoBrokerAccepts(String text) {
        assertThatThrownBy(() -> TopicFilter.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected")
                .hasMessageContaining("found");
    }

    @ParameterizedTest
    @CsvSource({"a,1", "a/b,2", "a/+,2", "a/#,1", "#,1", "a/b/#,2", "$share/g/a/b/#,2", "/a,2"})
    void knowsHowManyLevelsAMatchingTopicHasAtLeast(String text, int levels) {
        assertThat(TopicFilter.parse(text).minimumLevels()).isEqualTo(levels);
    }

    @Test
    void acceptsTwoHundredLevelsAndUnicode() {
        String topic = "größe/温度/" + "x/".repeat(198) + "y";

        assertThat(TopicFilter.parse(topic).minimumLevels()).isEqualTo(201);
    }

    @Test
    void refusesAFilterThatIsTooLong() {
        assertThatThrownBy(() -> TopicFilter.parse("温".repeat(22_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65535 bytes");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class KafkaProcessIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void recordsSurviveKillAndRestart() {
        try (KafkaProcess kafka = KafkaProcess.start();
                KafkaTopics topics = kafka.topics()) {
            topics.create("numbers", 2);
            topics.produce("numbers", "a", "1");
            assertThat(topics.count("numbers")).isEqualTo(1);

            kafka.kill();
            kafka.restart();

            topics.produce("numbers", "b", "2");
            assertThat(topics.consume("numbers", 2, LIMIT))
                    .extracting(ConsumerRecord::value)
                    .containsExactlyInAnyOrder("1", "2");
        }
    }

    @Test
    void wrongSettingIsShown() {
        LaunchOptions options = LaunchOptions.defaults().withProperty("log.segment.bytes", "many");

        assertThatThrownBy(() -> KafkaProcess.start(options))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("Invalid value many for configuration log.segment.bytes");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static io.tdconnect.mqtt.RunningTask.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tdconnect.testing.Mosquitto;
import io.tdconnect.testing.MosquittoOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broker whose own window is larger than what the task wants to hold. */
@Timeout(60)
class ReceiveMaximumIT {
    private static final int MESSAGES = 500;
    private static final int MOST = 100;

    @ParameterizedTest
    @ValueSource(strings = {"3.1", "3.1.1", "5"})
    void noMoreMessagesAreUnacknowledged(String version) throws Exception {
        assumeTrue(Mosquitto.available(), "Mosquitto is not installed");
        MosquittoOptions options = MosquittoOptions.defaults().withSetting("max_inflight_messages 65535");
        try (Mosquitto broker = Mosquitto.start(options);
                RunningTask task = new RunningTask(with(broker.url(), version))) {
            broker.awaitSubscription("1 window/1", Duration.ofSeconds(30));
            try (Publisher publisher = new Publisher(broker.url())) {
                publisher.publishNumbers("window/1", 0, MESSAGES, 1);
            }
            List<String> received = new ArrayList<>();
            while (received.size() < MESSAGES) {
                List<SourceRecord> window = new ArrayList<>();
                // Two empty polls: half a second without a message each.
                for (int empty = 0; empty < 2; ) {
                    List<SourceRecord> records = task.poll();
                    window.addAll(records);
                    empty = records.isEmpty() && !window.isEmpty() ? empty + 1 : 0;
                }
                assertThat(window).hasSizeLessThanOrEqualTo(MOST);
                received.addAll(RunningTask.texts(window));
                task.commit(window);
            }
            assertThat(received)
                    .containsExactlyElementsOf(IntStream.range(0, MESSAGES)
                            .mapToObj(String::valueOf)
                            .toList());
        }
    }

    private static Map<String, String> with(String url, String version) {
        return properties(
                url, "protocol.version", version, "topics", "window/1::1", "receive.maximum", String.valueOf(MOST));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No cluster at all. */
@Timeout(60)
class UnreachableTest {
    private static final String NOBODY = "127.0.0.1:1";

    @Test
    void aTaskTriesAgainUntilItsLimitAndDoesNotCallThatTheEnd() throws Exception {
        Map<String, String> properties = properties("retry.timeout.ms", "700", "timeout", "1ms");

        try (TaskRun run = new TaskRun(properties)) {
            assertThat(run.failure())
                    .hasMessageContaining("Gave up after")
                    .hasMessageContaining("retry.timeout.ms=700")
                    .hasMessageContaining("Expected an answer of the Kafka cluster");
            assertThat(run.finished()).isFalse();
            assertThat((Long) run.metric("failures")).isGreaterThan(1);
        }
    }

    @Test
    void aTaskThatCannotBeReachedStopsInTime() {
        long begin = System.nanoTime();
        try (TaskRun run = new TaskRun(properties("consumer.default.api.timeout.ms", "30000"))) {
            assertThat(run.finished()).isFalse();
        }
        assertThat(System.nanoTime() - begin).isLessThan(15_000_000_000L);
    }

    @Test
    void aConnectorHasNoTasksUntilTheClusterAnswers() {
        Map<String, String> properties = new HashMap<>(properties());
        properties.remove("task.partitions");

        try (ConnectorRun run = new ConnectorRun(properties)) {
            assertThat(run.partitions(3)).isEmpty();
        }
    }

    private static Map<String, String> properties(String... options) {
        Map<String, String> all = TaskRun.properties(
                NOBODY, "tp1:0", "consumer.default.api.timeout.ms", "200", "consumer.reconnect.backoff.ms", "20");
        return TaskRun.with(all, options);
    }
}

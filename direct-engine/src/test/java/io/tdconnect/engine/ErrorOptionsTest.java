// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import static io.tdconnect.engine.EngineHarness.numbers;
import static io.tdconnect.engine.EngineHarness.transform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tdconnect.engine.EngineResult.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connect's options for errors, on both sides of the engine. */
@Timeout(60)
class ErrorOptionsTest {
    @TempDir
    private Path folder;

    private EngineHarness task;
    private Trace trace;

    @BeforeEach
    void newTask() {
        task = new EngineHarness(folder);
        trace = task.trace();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTransformIsTriedAgainUntilItSucceeds(boolean inSource) throws Exception {
        Map<String, String> side = inSource ? task.source : task.sink;
        asksForTries(side, "3");
        side.put("errors.retry.timeout", "-1");

        EngineResult result = task.run();

        assertThat(result.outcome()).isEqualTo(Outcome.FINISHED);
        assertThat(result.figures().retries()).isEqualTo(3);
        // The first is a multiple, and is dropped after all.
        assertThat(trace.written)
                .containsExactlyInAnyOrderElementsOf(numbers(100).subList(1, 100));
    }

    @Test
    void byDefaultThereIsNoOtherTry() throws Exception {
        asksForTries(task.sink, "1");

        EngineResult result = task.run();

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.cause()).hasMessageContaining("sink's transform drop: not yet");
        assertThat(result.figures().retries()).isZero();
    }

    @Test
    void afterTheTimeoutARecordIsLeftOutIfThatIsTolerated() throws Exception {
        asksForTries(task.sink, String.valueOf(Long.MAX_VALUE));
        task.sink.put("errors.retry.timeout", "100");
        task.sink.put("errors.tolerance", "all");

        EngineResult result = task.run();

        assertThat(result.outcome()).isEqualTo(Outcome.FINISHED);
        assertThat(result.figures().failures()).isEqualTo(1);
        assertThat(result.figures().retries()).isPositive();
        assertThat(trace.written)
                .containsExactlyInAnyOrderElementsOf(numbers(100).subList(1, 100));
    }

    /** A stop is no failure of the record for which another try is awaited. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStopBetweenTriesKeepsTheRecord(boolean inSource) throws Exception {
        Map<String, String> side = inSource ? task.source : task.sink;
        asksForTries(side, String.valueOf(Long.MAX_VALUE));
        side.put("errors.retry.timeout", "-1");
        side.put("errors.tolerance", "all");
        task.stopTimeout = Duration.ofMillis(200);
        task.failures = folder.resolve("failures.jsonl");
        trace.ends = false;
        try (DirectEngine engine = task.start()) {
            await().until(() -> engine.figures().retries() > 0);
            engine.stop();
            assertThat(engine.await().outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(engine.await().figures().failures()).isZero();
        }
        assertThat(trace.acknowledged).isEmpty();
        assertThat(Files.readString(task.failures)).isEmpty();

        Trace second = Trace.restart(task.name);
        side.remove("transforms");
        assertThat(task.run().outcome()).isEqualTo(Outcome.FINISHED);
        assertThat(second.written).containsExactlyInAnyOrderElementsOf(numbers(100));
    }

    @Test
    void wrongValuesAreReported() {
        task.source.put("errors.tolerance", "some");
        task.sink.put("errors.retry.timeout", "5 s");
        task.sink.put("errors.retry.delay.max.ms", "0");

        assertThatThrownBy(task::start)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("source: errors.tolerance: ")
                .hasMessageContaining("none, all")
                .hasMessageContaining("sink: errors.retry.timeout: ")
                .hasMessageContaining("sink: errors.retry.delay.max.ms: ");
    }

    /** For the first record, a multiple. */
    private static void asksForTries(Map<String, String> side, String tries) {
        transform(side, "multiple", "1000");
        side.put("transforms.drop.tries", tries);
        side.put("errors.retry.delay.max.ms", "5");
    }
}

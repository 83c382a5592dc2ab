// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import static io.tdconnect.engine.EngineHarness.numbers;
import static io.tdconnect.engine.EngineHarness.transform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tdconnect.engine.EngineResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Records, sinks, configurations and files that fail. */
@Timeout(60)
class EngineFailureTest {
    @TempDir
    private Path folder;

    private EngineHarness task;
    private Trace trace;

    @BeforeEach
    void newTask() {
        task = new EngineHarness(folder);
        trace = task.trace();
    }

    @Test
    void failuresGoToTheirFileAndTheRestIsWritten() throws Exception {
        task.failures = folder.resolve("failures.jsonl");
        transform(task.source, "multiple", "50");
        task.source.put("transforms.drop.refuse", "true");
        trace.onPut = records -> records.stream()
                .filter(each -> (Long) each.value() == 7)
                .forEach(each -> {
                    ErrantRecordReporter reporter =
                            Objects.requireNonNull(trace.sinkContext).errantRecordReporter();
                    Future<Void> unused = reporter.report(each, new ConnectException("no seven"));
                });

        EngineResult result = task.run();

        assertThat(result.outcome()).isEqualTo(Outcome.FINISHED);
        assertThat(result.figures().failures()).isEqualTo(3);
        assertThat(trace.acknowledged).hasSize(98);
        assertThat(Files.readAllLines(task.failures))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line)
                        .contains("\"stage\":\"source's transform drop\"", "\"reason\":\"Expected no multiple of 50\"")
                        .contains("\"sourceOffset\":{\"n\":50}", "\"value\":50"))
                .anySatisfy(line -> assertThat(line)
                        .contains("\"stage\":\"sink\"", "no seven", "\"topic\":\"numbers-1\"")
                        .contains("\"sourcePartition\":{\"p\":0},\"sourceOffset\":{\"n\":7}"));
    }

    @Test
    void withoutToleranceAFailureEndsTheTask() throws Exception {
        transform(task.sink, "multiple", "50");
        task.sink.put("transforms.drop.refuse", "true");

        EngineResult result = task.run();

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.cause()).hasMessageContaining("sink's transform drop: Expected no multiple of 50");
        assertThat(trace.acknowledged).isEmpty();
        assertThat(trace.stopped).hasValue(1);
    }

    @Test
    void aFailedSinkEndsTheTaskAndTheNextStartGoesOn() throws Exception {
        trace.onPut = records -> {
            if (records.stream().anyMatch(each -> (Long) each.value() >= 50)) {
                throw new ConnectException("away");
            }
        };
        assertThat(task.run())
                .matches(result -> result.outcome() == Outcome.FAILED)
                .extracting(EngineResult::cause)
                .matches(cause -> Objects.requireNonNull(cause).getMessage().equals("away"));
        List<Object> first = List.copyOf(trace.written);

        Trace second = Trace.restart(task.name);
        assertThat(task.run().outcome()).isEqualTo(Outcome.FINISHED);

        List<Object> both = new ArrayList<>(first);
        both.addAll(second.written);
        assertThat(both).containsAll(numbers(100));
    }

    @Test
    void allProblemsOfBothConfigurationsAreReported() {
        task.source.put("limit", "0");
        task.sink.put("size", "x");
        transform(task.sink, "factor", "2");

        assertThatThrownBy(task::start)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("source: limit: ")
                .hasMessageContaining("sink: size: ")
                .hasMessageContaining("sink: stage drop");
        task.source.put("connector.class", "io.tdconnect.None");
        task.sink.remove("connector.class");
        assertThatThrownBy(task::start)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("source: expected in connector.class the name of a SourceConnector")
                .hasMessageContaining("sink: expected the option connector.class");
    }

    @Test
    void onlyOneEngineUsesAnOffsetsFile() throws Exception {
        trace.ends = false;
        try (DirectEngine engine = task.start()) {
            assertThatThrownBy(task::start)
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining(task.offsets().toString())
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
            await().until(() -> trace.acknowledged.size() == 100);
            assertThat(engine.figures().shareDone()).isEqualTo(0.5);
            assertThat(engine.figures().phase()).isEqualTo("counting");
        }
    }

    @Test
    void aDamagedOffsetsFileIsNotOverwritten() throws IOException {
        Files.writeString(task.offsets(), "{\"format\":1,");

        assertThatThrownBy(task::start)
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("Expected positions of a source in the offsets file");
        assertThat(Files.readString(task.offsets())).isEqualTo("{\"format\":1,");
    }
}

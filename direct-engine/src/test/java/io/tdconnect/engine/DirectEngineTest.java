// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tdconnect.engine.EngineResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The engine with a source of numbers and a sink that keeps them. */
@Timeout(60)
public class DirectEngineTest {
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
    void writesEverythingInOrderAndFinishes() throws Exception {
        trace.count = 1000;
        trace.partitions = 4;

        EngineResult result = run();

        assertThat(result.outcome()).isEqualTo(Outcome.FINISHED);
        assertThat(trace.written).containsExactlyInAnyOrderElementsOf(numbers(1000));
        // The order of a topic partition of the sink is that of the source.
        assertThat(trace.put.stream()
                        .filter(each -> each.topic().equals("numbers-1"))
                        .map(SinkRecord::value))
                .isSorted();
        assertThat(trace.put).extracting(SinkRecord::kafkaPartition).containsOnly(0);
        assertThat(trace.put).extracting(SinkRecord::kafkaOffset).doesNotHaveDuplicates();
        assertThat(trace.put.get(0).timestamp())
                .isEqualTo((Long) trace.put.get(0).value() * 1000);
        assertThat(trace.acknowledged).hasSize(1000);
        assertThat(trace.stopped).hasValue(1);
        assertThat(result.figures())
                .matches(figures -> figures.read() == 1000 && figures.written() == 1000 && figures.waiting() == 0)
                .matches(figures -> figures.failures() == 0 && figures.phase().equals("finished"));
    }

    @Test
    void acknowledgesOnlyWhatTheSinkHasConfirmedAndInOrder() throws Exception {
        trace.ends = false;
        trace.partitions = 2;
        // Of the topic with the multiples of three nothing is confirmed.
        trace.onPreCommit = reached -> {
            Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>(reached);
            done.remove(new TopicPartition("numbers-0", 0));
            return done;
        };
        try (DirectEngine engine = task.start()) {
            await().until(() -> trace.written.size() == 100);
            await().until(() -> trace.acknowledged.size() == 1);
            // 0 and 3 are the first of their partitions that are not confirmed: 1 is before 3.
            assertThat(trace.acknowledged).extracting(SourceRecord::value).containsExactly(1L);
            trace.onPreCommit = reached -> reached;
            await().until(() -> trace.acknowledged.size() == 100);
            assertThat(ofPartition(0)).isSorted().hasSize(50);
            assertThat(ofPartition(1)).isSorted().hasSize(50);
            assertThat(engine.figures().waiting()).isZero();
        }
    }

    @Test
    void whatIsNotConfirmedIsReadAgainByTheNextStart() throws Exception {
        trace.ends = false;
        trace.onPreCommit = reached -> {
            Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
            reached.forEach(
                    (partition, offset) -> done.put(partition, new OffsetAndMetadata(Math.min(40, offset.offset()))));
            return done;
        };
        task.stopTimeout = Duration.ofMillis(300);
        try (DirectEngine engine = task.start()) {
            await().until(() -> trace.written.size() == 100);
        }
        assertThat(trace.acknowledged).hasSize(40);

        Trace second = Trace.restart(task.name);
        EngineResult result = run();

        assertThat(result.outcome()).isEqualTo(Outcome.FINISHED);
        assertThat(second.written)
                .containsExactlyInAnyOrderElementsOf(numbers(100).subList(40, 100));
        // Offsets of the sink grow over restarts.
        assertThat(second.put.get(0).kafkaOffset()).isEqualTo(100);
    }

    @Test
    void recordsThatTransformsDropAreAcknowledged() throws Exception {
        transform(task.source, "multiple", "2");
        transform(task.sink, "multiple", "3");

        EngineResult result = run();

        assertThat(trace.written)
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 100)
                        .filter(number -> number % 2 != 0 && number % 3 != 0)
                        .boxed()
                        .toList());
        assertThat(trace.droppedBeforeSink).hasSize(50);
        assertThat(trace.acknowledged).hasSize(50);
        assertThat(result.figures().dropped()).isEqualTo(50 + 17);
        assertThat(Files.readString(task.offsets())).contains("\"n\":99");
    }

    @Test
    void everythingDroppedIsFinishedToo() throws Exception {
        transform(task.source, "multiple", "1");

        assertThat(run().outcome()).isEqualTo(Outcome.FINISHED);
        assertThat(trace.droppedBeforeSink).hasSize(100);
    }

    @Test
    void aRefusedPutIsRepeatedWithTheSameRecords() throws Exception {
        List<List<SinkRecord>> tried = new ArrayList<>();
        trace.onPut = records -> {
            if (records.isEmpty()) {
                return;
            }
            tried.add(List.copyOf(records));
            if (tried.size() <= 3) {
                context().timeout(1);
                throw new RetriableException("busy");
            }
        };

        EngineResult result = run();

        assertThat(tried.get(1)).isEqualTo(tried.get(0)).isEqualTo(tried.get(2));
        assertThat(trace.written).containsExactlyInAnyOrderElementsOf(numbers(100));
        assertThat(result.figures().retries()).isEqualTo(3);
    }

    @Test
    void theSinkMayRewind() throws Exception {
        AtomicBoolean once = new AtomicBoolean();
        trace.onPreCommit = reached -> {
            if (once.compareAndSet(false, true)) {
                reached.keySet().forEach(partition -> context().offset(partition, 0));
                return Map.of();
            }
            return reached;
        };

        run();

        assertThat(trace.written).hasSizeGreaterThan(100).containsAll(numbers(100));
        assertThat(new ArrayList<>(trace.written.subList(trace.written.size() - 30, trace.written.size())))
                .doesNotHaveDuplicates();
        assertThat(trace.acknowledged).hasSize(100);
        assertThat(trace.put).allMatch(each -> each.headers().isEmpty());
    }

    @Test
    void aFailedPreCommitGivesTheRecordsAgain() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        transform(task.sink, "multiple", "1000000");
        trace.onPreCommit = reached -> {
            if (calls.incrementAndGet() == 1) {
                throw new ConnectException("flush failed");
            }
            return reached;
        };

        assertThat(run().outcome()).isEqualTo(Outcome.FINISHED);

        assertThat(trace.written)
                .hasSizeGreaterThan(99)
                .containsAll(numbers(100).subList(1, 100));
        // Each delivery starts without what the transforms did to the headers of an earlier one.
        assertThat(trace.put).allMatch(each -> each.headers().size() == 1);
    }

    @Test
    void pausedPartitionsGetNothingUntilResumed() throws Exception {
        TopicPartition paused = new TopicPartition("numbers-1", 0);
        AtomicBoolean wasPaused = new AtomicBoolean();
        trace.onPut = records -> {
            if (wasPaused.compareAndSet(false, true)) {
                context().pause(paused);
            }
        };
        trace.ends = false;
        try (DirectEngine engine = task.start()) {
            await().until(() -> trace.written.stream()
                            .filter(value -> (Long) value % 3 != 1)
                            .count()
                    == 67);
            assertThat(trace.written).filteredOn(value -> (Long) value % 3 == 1).hasSizeLessThan(33);
            Objects.requireNonNull(context()).resume(paused);
            await().until(() -> trace.written.size() == 100);
            await().until(() -> trace.acknowledged.size() == 100);
            assertThat(engine.figures().written()).isEqualTo(100);
        }
    }

    @Test
    void theSourceWaitsWhileTooMuchIsUnconfirmed() throws Exception {
        trace.count = 200_000;
        trace.batch = 1000;
        trace.ends = false;
        trace.onPreCommit = reached -> Map.of();
        task.stopTimeout = Duration.ofMillis(100);
        try (DirectEngine engine = task.start()) {
            await().until(() -> engine.figures().waiting() >= 50_000);
            int polled = trace.polled.get();
            await().during(Duration.ofMillis(300)).until(() -> trace.polled.get() <= polled + 2000);
            trace.onPreCommit = reached -> reached;
            await().until(() -> trace.acknowledged.size() == 200_000);
        }
    }

    @Test
    void failuresGoToTheirFileAndTheRestIsWritten() throws Exception {
        task.failures = folder.resolve("failures.jsonl");
        transform(task.source, "multiple", "50");
        task.source.put("transforms.drop.refuse", "true");
        trace.onPut = records -> records.stream()
                .filter(each -> (Long) each.value() == 7)
                .forEach(each -> Objects.requireNonNull(context().errantRecordReporter())
                        .report(each, new ConnectException("no seven")));

        EngineResult result = run();

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

        EngineResult result = run();

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
        assertThat(run())
                .matches(result -> result.outcome() == Outcome.FAILED)
                .extracting(EngineResult::cause)
                .matches(cause -> Objects.requireNonNull(cause).getMessage().equals("away"));
        List<Object> first = List.copyOf(trace.written);

        Trace second = Trace.restart(task.name);
        assertThat(run().outcome()).isEqualTo(Outcome.FINISHED);

        List<Object> both = new ArrayList<>(first);
        both.addAll(second.written);
        assertThat(both).containsAll(numbers(100));
    }

    @Test
    void stopWritesWhatWasRead() throws Exception {
        trace.count = 1_000_000_000;
        trace.ends = false;
        EngineResult result;
        try (DirectEngine engine = task.start()) {
            await().until(() -> trace.written.size() > 1000);
            engine.stop();
            result = engine.await();
        }
        assertThat(result.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(trace.acknowledged).hasSize(trace.polled.get()).hasSameSizeAs(trace.written);

        long next = trace.polled.get();
        Trace second = Trace.restart(task.name);
        second.count = next + 10;
        run();
        assertThat(second.written)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(next, next + 10).boxed().toList());
    }

    @Test
    void theSourceMayGetOtherTasks() throws Exception {
        trace.partitions = 4;
        trace.ends = false;
        task.tasks = 4;
        try (DirectEngine engine = task.start()) {
            await().until(() -> trace.acknowledged.size() == 100);
            trace.count = 200;
            trace.tasks = 3;
            Objects.requireNonNull(trace.requestReconfiguration).run();
            await().until(() -> trace.acknowledged.size() == 200);
            assertThat(trace.written).containsExactlyInAnyOrderElementsOf(numbers(200));
            assertThat(trace.stopped).hasValue(1);
            assertThat(engine.figures().read()).isEqualTo(200);
        }
        assertThat(trace.stopped).hasValue(4);
    }

    @Test
    void severalTasksHaveSinksAndPartitionsOfTheirOwn() throws Exception {
        trace.partitions = 3;
        trace.tasks = 3;
        task.tasks = 3;

        assertThat(run().outcome()).isEqualTo(Outcome.FINISHED);

        assertThat(trace.written).containsExactlyInAnyOrderElementsOf(numbers(100));
        assertThat(trace.sinkStarts).hasValue(3);
        assertThat(trace.put).extracting(SinkRecord::kafkaPartition).contains(0, 1, 2);
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

    private EngineResult run() throws InterruptedException {
        try (DirectEngine engine = task.start()) {
            return engine.await();
        }
    }

    private SinkTaskContext context() {
        return Objects.requireNonNull(trace.sinkContext);
    }

    private List<Long> ofPartition(int partition) {
        return trace.acknowledged.stream()
                .filter(done -> done.sourcePartition().get("p").equals(partition))
                .map(done -> (Long) done.value())
                .toList();
    }

    private static void transform(Map<String, String> config, String option, String value) {
        config.put("transforms", "drop");
        config.put("transforms.drop.type", Drop.class.getName());
        config.put("transforms.drop." + option, value);
    }

    static List<Long> numbers(long count) {
        return LongStream.range(0, count).boxed().toList();
    }
}

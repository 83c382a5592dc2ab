// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import static io.tdconnect.engine.EngineHarness.numbers;
import static io.tdconnect.engine.EngineHarness.transform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.engine.EngineResult.Outcome;
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

        EngineResult result = task.run();

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
        EngineResult result = task.run();

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

        EngineResult result = task.run();

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

        assertThat(task.run().outcome()).isEqualTo(Outcome.FINISHED);
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

        EngineResult result = task.run();

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

        task.run();

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

        assertThat(task.run().outcome()).isEqualTo(Outcome.FINISHED);

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
        task.run();
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

        assertThat(task.run().outcome()).isEqualTo(Outcome.FINISHED);

        assertThat(trace.written).containsExactlyInAnyOrderElementsOf(numbers(100));
        assertThat(trace.sinkStarts).hasValue(3);
        assertThat(trace.put).extracting(SinkRecord::kafkaPartition).contains(0, 1, 2);
    }

    /** As MQTT: Mosquitto sends twenty messages and waits for their acknowledgements. */
    @Test
    void aSourceWithoutAnEndDoesNotWaitForFullBatchesOfTheSink() throws Exception {
        task.run();
        assertThat(trace.sinkConfig).doesNotContainKey("linger.ms");

        Files.delete(task.offsets());
        task.source.put("connector.class", NumberSource.Endless.class.getName());
        trace = Trace.restart(task.name);
        try (DirectEngine engine = task.start()) {
            await().until(() -> trace.sinkStarts.get() > 0);
            assertThat(trace.sinkConfig).containsEntry("linger.ms", "5");
            engine.stop();
            assertThat(engine.await().outcome()).isEqualTo(Outcome.STOPPED);
        }
        task.sink.put("linger.ms", "70");
        trace = Trace.restart(task.name);
        try (DirectEngine engine = task.start()) {
            await().until(() -> trace.sinkStarts.get() > 0);
            assertThat(trace.sinkConfig).containsEntry("linger.ms", "70");
            assertThat(engine.figures().failures()).isZero();
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
}

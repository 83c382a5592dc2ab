// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.contract.StoredOffsets;
import io.tdconnect.testing.opcua.HistoryAnswers;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class HistoryIT {
    private static final int VALUES = 250;

    @AutoClose
    private static final OpcUaTestServer server = OpcUaTestServer.start();

    @Test
    void whatChangedWhileNobodyReadComesFromHistoryPageByPage() throws Exception {
        Instant stopped = Instant.now();
        changeCounter();
        try (RunningTask task = new RunningTask(
                RunningTask.properties(server, "Counter", "Double"), Map.of("time", stopped.toString()))) {
            // Double has no history.
            task.awaitRecords(records -> task.metrics().filled.sum() >= VALUES
                    && task.values("Counter").size() > VALUES
                    && task.metrics().gaps.sum() == 1);

            assertThat(task.values("Counter"))
                    .containsAll(IntStream.rangeClosed(1, VALUES)
                            .mapToObj(i -> i + ".0")
                            .toList());
        }
    }

    @Test
    void aRestartedServerTellsWhatWasSetBeforeTheSessionWasBack() throws Exception {
        try (RunningTask task = new RunningTask(RunningTask.properties(server, "Counter"))) {
            server.set("Counter", 0.5);
            task.awaitValue("Counter", 0.5);
            server.stop();
            server.restart(HistoryIT::changeCounter);

            task.awaitRecords(records -> task.values("Counter")
                    .containsAll(IntStream.rangeClosed(1, VALUES)
                            .mapToObj(i -> i + ".0")
                            .toList()));
        }
    }

    @Test
    void aServerWhoseClockIsAheadIsFilledAfterARestartOfTheTask() throws Exception {
        Map<Map<String, ?>, Map<String, ?>> stored = new HashMap<>();
        try (OpcUaTestServer ahead = OpcUaTestServer.start()) {
            Map<String, String> properties = RunningTask.properties(ahead, "Counter");
            try (RunningTask task = new RunningTask(properties)) {
                task.awaitRecords(records -> {
                    setAhead(ahead, 0.5);
                    return !records.isEmpty()
                            && !records.get(records.size() - 1).sourceOffset().isEmpty();
                });
                task.storeOffsets(stored);
            }
            IntStream.rangeClosed(1, VALUES).forEach(i -> setAhead(ahead, i));
            try (RunningTask task = new RunningTask(properties, StoredOffsets.of(Map.of(), stored))) {
                task.awaitRecords(records -> task.values("Counter")
                        .containsAll(IntStream.rangeClosed(1, VALUES)
                                .mapToObj(i -> i + ".0")
                                .toList()));

                assertThat(task.metrics().gaps.sum()).isZero();
            }
        }
    }

    @Test
    void aServerThatRefusesHistoryAltogetherIsReadAllTheSame() throws Exception {
        server.answerHistory(HistoryAnswers.FAULT);
        try (RunningTask task = new RunningTask(
                RunningTask.properties(server, "Counter", "Double"),
                Map.of("time", Instant.now().toString()))) {
            task.awaitRecords(
                    records -> records.size() >= 2 && task.metrics().gaps.sum() == 2);
            server.set("Double", -2.0);

            task.awaitValue("Double", -2.0);
            assertThat(task.metrics().reconnects.sum()).isZero();
        } finally {
            server.answerHistory(HistoryAnswers.ALL);
        }
    }

    @ParameterizedTest
    @CsvSource({"EMPTY_FOR_EVER, 0", "FIRST_PAGE_FOR_EVER, 1100"})
    void aServerWhoseHistoryHasNoEndIsReadAllTheSame(HistoryAnswers answers, long filled) throws Exception {
        Instant stopped = Instant.now();
        changeCounter();
        server.answerHistory(answers);
        try (RunningTask task =
                new RunningTask(RunningTask.properties(server, "Counter"), Map.of("time", stopped.toString()))) {
            task.awaitRecords(records -> task.metrics().gaps.sum() == 1);
            server.set("Counter", -2.0);

            task.awaitValue("Counter", -2.0);
            assertThat(task.metrics().filled.sum()).isEqualTo(filled);
            assertThat(task.metrics().reconnects.sum()).isZero();
        } finally {
            server.answerHistory(HistoryAnswers.ALL);
        }
    }

    @Test
    void aServerThatKeepsTheTimeOfTheSourceOnlyIsAskedForThat() throws Exception {
        server.answerHistory(HistoryAnswers.SOURCE_TIME_ONLY);
        Instant stopped = Instant.now();
        changeCounter();
        try (RunningTask task =
                new RunningTask(RunningTask.properties(server, "Counter"), Map.of("time", stopped.toString()))) {
            task.awaitRecords(records -> task.metrics().filled.sum() >= VALUES);

            assertThat(task.metrics().gaps.sum()).isZero();
        } finally {
            server.answerHistory(HistoryAnswers.ALL);
        }
    }

    @Test
    void withoutHistoryTheGapIsCounted() throws Exception {
        Map<String, String> properties = RunningTask.properties(server, "Counter");
        properties.put("history.fill", "false");
        Instant stopped = Instant.now();
        changeCounter();
        try (RunningTask task = new RunningTask(properties, Map.of("time", stopped.toString()))) {
            task.awaitRecords(
                    records -> !records.isEmpty() && task.metrics().gaps.sum() == 1);

            assertThat(task.values("Counter")).containsOnly(VALUES + ".0");
        }
    }

    @Test
    void whatWasInTheQueuesOfOtherPointsWhenATaskEndedIsFilledToo() throws Exception {
        changeCounter();
        Map<String, String> properties = RunningTask.properties(server, "Counter");
        properties.put("queue.size", "1000");
        // The last value handed over was a later one of another point.
        try (RunningTask task =
                new RunningTask(properties, Map.of("time", Instant.now().toString()))) {
            task.awaitRecords(records -> task.values("Counter")
                    .containsAll(IntStream.rangeClosed(1, VALUES)
                            .mapToObj(i -> i + ".0")
                            .toList()));
        }
    }

    @Test
    void theFirstStartReadsNoHistory() throws Exception {
        changeCounter();
        try (RunningTask task = new RunningTask(RunningTask.properties(server, "Counter"))) {
            task.awaitRecords(records -> !records.isEmpty());
            assertThat(task.metrics().filled.sum()).isZero();
        }
    }

    /** Sets a value like a device that sends local time as UTC. */
    private static void setAhead(OpcUaTestServer ahead, double value) {
        DateTime time = new DateTime(Instant.now().plus(Duration.ofHours(2)));
        ahead.set("Counter", new DataValue(new Variant(value), StatusCode.GOOD, time, time));
    }

    private static void changeCounter() {
        IntStream.rangeClosed(1, VALUES).forEach(i -> server.set("Counter", (double) i));
    }
}

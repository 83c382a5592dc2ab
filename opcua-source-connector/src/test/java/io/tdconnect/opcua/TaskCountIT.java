// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.common.contract.StoredOffsets;
import io.tdconnect.opcua.read.ReadPositionEntry;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import io.tdconnect.testing.opcua.Variable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connector whose number of tasks changes while it is stopped. */
@Timeout(120)
class TaskCountIT {
    private static final String[] NAMES =
            IntStream.range(0, 9).mapToObj(i -> "h" + i).toArray(String[]::new);

    private final Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
    private OpcUaTestServer server;
    private int last;

    @BeforeEach
    void start() {
        server = OpcUaTestServer.start();
        for (String name : NAMES) {
            server.add(name, Variable.of(0.0).withHistory());
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatChangedMeanwhileIsFilledOrCountedWhicheverTaskHasThePointNow() throws Exception {
        Set<String> received = run(1);
        await().until(() -> server.monitoredItems() == 0);
        changeAll();
        received.addAll(run(3));
        changeAll();
        received.addAll(run(1));

        for (String name : NAMES) {
            assertThat(received)
                    .containsAll(IntStream.rangeClosed(1, last)
                            .mapToObj(i -> name + "=" + i + ".0")
                            .toList());
        }
    }

    /** Runs the connector until each task has stored its position; returns the values. */
    private Set<String> run(int count) throws Exception {
        boolean first = offsets.isEmpty();
        List<RunningTask> tasks = new ArrayList<>();
        try {
            for (Map<String, String> config : taskConfigs(count)) {
                tasks.add(new RunningTask(config, StoredOffsets.of(Map.of(), offsets)));
            }
            if (first) {
                // Values from before the first subscription cannot be read.
                tasks.get(0).awaitRecords(records -> records.size() > NAMES.length);
            }
            Instant started = Instant.now();
            for (RunningTask task : tasks) {
                task.awaitRecords(records -> {
                    changeAll();
                    return reached(records).isAfter(started);
                });
                // Later tasks start when earlier ones have already stored their positions.
                task.storeOffsets(offsets);
            }
            assertThat(tasks).hasSize(count);
            assertThat(tasks.stream()
                            .mapToLong(task -> task.metrics().gaps.sum())
                            .sum())
                    .isEqualTo(first ? 0 : 1);
            int wanted = last;
            for (RunningTask task : tasks) {
                task.awaitRecords(
                        records -> records.stream().map(Records::value).anyMatch(value -> value.equals(wanted + ".0")));
                task.storeOffsets(offsets);
            }
            Set<String> values = new HashSet<>();
            for (RunningTask task : tasks) {
                values.addAll(values(task));
            }
            return values;
        } finally {
            tasks.forEach(RunningTask::close);
        }
    }

    private List<Map<String, String>> taskConfigs(int count) {
        Map<String, String> properties = RunningTask.properties(server, NAMES);
        // It has no history, so its gap is counted once.
        properties.put("nodes", properties.get("nodes") + "," + server.node("Double") + "::Double");
        properties.put("queue.size", "100");
        OpcuaSourceConnector connector = new OpcuaSourceConnector();
        connector.start(properties);
        return connector.taskConfigs(count);
    }

    private void changeAll() {
        last++;
        for (String name : NAMES) {
            server.set(name, (double) last);
        }
    }

    private static Set<String> values(RunningTask task) throws InterruptedException {
        return task.awaitRecords(records -> true).stream()
                .map(record -> String.valueOf(record.key()).replaceFirst(".*;s=", "") + "=" + Records.value(record))
                .collect(Collectors.toSet());
    }

    private static Instant reached(List<SourceRecord> records) {
        if (records.isEmpty()) {
            return Instant.MIN;
        }
        Object stored = records.get(records.size() - 1).sourceOffset().get("reached");
        return stored == null
                ? Instant.MIN
                : ReadPositionEntry.parse(stored.toString(), 0).get(0).time();
    }
}

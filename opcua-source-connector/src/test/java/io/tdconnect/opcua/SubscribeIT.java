// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.testing.opcua.OpcUaServerOptions;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import io.tdconnect.testing.opcua.Variable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SubscribeIT {
    @AutoClose
    private static OpcUaTestServer server;

    @BeforeAll
    static void start() {
        server = OpcUaTestServer.start(OpcUaServerOptions.defaults().withLimits(10, 10));
        server.addDoubles("p", 95);
        server.addDoubles("q", 3);
    }

    @Test
    void eachChangeArrivesInOrderFromAServerThatTakesTenItemsPerCall() throws Exception {
        String[] names = IntStream.range(0, 95).mapToObj(i -> "p" + i).toArray(String[]::new);
        Map<String, String> properties = RunningTask.properties(server, names);
        properties.put("queue.size", "100");
        properties.put("items.per.subscription", "30");
        try (RunningTask task = new RunningTask(properties)) {
            task.awaitRecords(records -> records.size() >= 95);
            for (int i = 1; i <= 50; i++) {
                for (String name : names) {
                    server.set(name, (double) i);
                }
            }
            task.awaitRecords(records -> records.size() >= 95 * 51);

            List<String> expected =
                    IntStream.rangeClosed(0, 50).mapToObj(i -> i + ".0").collect(Collectors.toList());
            for (String name : names) {
                assertThat(task.values(name)).isEqualTo(expected);
            }
            assertThat(task.metrics().overflows.sum()).isZero();
        }
        await().until(() -> server.monitoredItems() == 0 && server.sessions() == 0);
    }

    @Test
    void fiveThousandPointsAreSubscribedInCallsOfTen() throws Exception {
        server.addDoubles("many", 5_000);
        String[] names = IntStream.range(0, 5_000).mapToObj(i -> "many" + i).toArray(String[]::new);
        try (RunningTask task = new RunningTask(RunningTask.properties(server, names))) {
            task.awaitRecords(records -> records.size() >= 5_000 && server.monitoredItems() == 5_000);
            for (String name : names) {
                server.set(name, 1.0);
            }
            task.awaitRecords(records -> records.size() >= 10_000 && distinct(records) == 10_000);

            assertThat(task.metrics().overflows.sum()).isZero();
        }
    }

    @Test
    void historyIsReadInRequestsThatTheServerTakesWhateverItTells() throws Exception {
        String[] names = IntStream.range(0, 25).mapToObj(i -> "h" + i).toArray(String[]::new);
        Instant stopped = Instant.now();
        for (String name : names) {
            server.add(name, Variable.of(0.0).withHistory());
            server.set(name, 1.0);
        }
        // It accepts ten nodes, but reports a higher limit.
        try (RunningTask task =
                new RunningTask(RunningTask.properties(server, names), Map.of("time", stopped.toString()))) {
            task.awaitRecords(records -> task.metrics().filled.sum() == names.length);

            assertThat(task.metrics().gaps.sum()).isZero();
            assertThat(task.metrics().reconnects.sum()).isZero();
        }
    }

    @Test
    void whatTheServerHadToDropIsCountedByPoint() throws Exception {
        Map<String, String> properties = RunningTask.properties(server, "Double", "Float");
        properties.put("queue.size", "10");
        properties.put("publishing.interval.ms", "1000");
        try (RunningTask task = new RunningTask(properties)) {
            task.awaitRecords(records -> records.size() >= 2);
            for (int i = 0; i < 100; i++) {
                server.set("Double", 100.0 + i);
            }
            task.awaitValue("Double", 199.0);

            assertThat(task.metrics().overflows.sum()).isPositive();
            assertThat(task.metrics().overflowedPoints()).contains("s=Double=").doesNotContain("Float");
        }
    }

    @Test
    void aSlowKafkaHoldsTheServerBackUntilItsQueueOverflows() throws Exception {
        Map<String, String> properties = RunningTask.properties(server, "Int32");
        properties.put("queue.size", "20");
        properties.put("buffer.capacity", "1");
        properties.put("publishing.interval.ms", "10");
        try (RunningTask task = new RunningTask(properties)) {
            task.awaitRecords(records -> records.size() >= 1);
            int last = 1_000;
            for (int i = 1; i <= last; i++) {
                server.set("Int32", i);
                Thread.sleep(1);
            }
            task.awaitValue("Int32", last);

            int missing = last + 1 - task.values("Int32").size();
            assertThat(missing).isPositive();
            assertThat(task.metrics().overflows.sum()).isPositive();
        }
    }

    @Test
    void aDeadbandKeepsSmallChangesAway() throws Exception {
        Map<String, String> properties = RunningTask.properties(server, "UInt16", "q1");
        properties.put("deadband", "absolute");
        properties.put("deadband.value", "5");
        try (RunningTask task = new RunningTask(properties)) {
            task.awaitRecords(records -> records.size() >= 2);
            server.set("q1", 1000.0);
            server.set("q1", 1001.0);
            server.set("q1", 1010.0);
            task.awaitValue("q1", 1010.0);

            assertThat(task.values("q1")).contains("1000.0").doesNotContain("1001.0");
        }
    }

    @Test
    void aFilterThatTheServerRefusesIsLeftOut() throws Exception {
        Map<String, String> properties = RunningTask.properties(server, "q2");
        properties.put("deadband", "percent");
        properties.put("deadband.value", "5");
        try (RunningTask task = new RunningTask(properties)) {
            task.awaitRecords(records -> records.size() >= 1);
            server.set("q2", 2000.0);

            task.awaitValue("q2", 2000.0);
        }
    }

    @Test
    void aSmallControllerIsAskedForNoFilterAndForFewPointsAtATime() throws Exception {
        String[] names = IntStream.range(0, 60).mapToObj(i -> "p" + i).toArray(String[]::new);
        Map<String, String> properties = RunningTask.properties(server, names);
        properties.put("server.profile", "small-plc");
        properties.put("deadband", "absolute");
        properties.put("deadband.value", "1000");
        try (RunningTask task = new RunningTask(properties)) {
            task.awaitRecords(records -> records.size() >= 60);
            server.set("p59", 123.5);

            task.awaitValue("p59", 123.5);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerWithAFewPointsInASubscriptionGetsSeveral(boolean reported) throws Exception {
        try (OpcUaTestServer small =
                OpcUaTestServer.start(OpcUaServerOptions.defaults().withItemsPerSubscription(10, reported))) {
            small.addDoubles("small", 61);
            String[] names = IntStream.range(0, 61).mapToObj(i -> "small" + i).toArray(String[]::new);
            try (RunningTask task = new RunningTask(RunningTask.properties(small, names))) {
                task.awaitRecords(records -> records.size() >= 61);
                for (String name : names) {
                    small.set(name, 1.0);
                }
                task.awaitRecords(records -> distinct(records) == 122);

                assertThat(small.monitoredItems()).isEqualTo(61);
            }
        }
    }

    @Test
    void nodesAreFoundByIndexUriAndBrowsePath() throws Exception {
        Map<String, String> properties = RunningTask.properties(server, "Double");
        int ns = server.namespaceIndex();
        properties.put(
                "nodes",
                "ns=" + ns + ";s=Int16::a,nsu=" + OpcUaTestServer.NAMESPACE + ";s=Int64::b,path=/" + ns + ":Plant/" + ns
                        + ":Boolean::c,nsu=" + OpcUaTestServer.NAMESPACE + ";path=/Plant/String::d");
        try (RunningTask task = new RunningTask(properties)) {
            task.awaitRecords(records -> records.size() >= 4);

            assertThat(task.awaitRecords(records -> true))
                    .extracting(Records::value)
                    .containsExactlyInAnyOrder("-1600", String.valueOf(Long.MIN_VALUE), "true", "text");
        }
    }

    /** Distinct values of points: the protocol library may pass on a message twice. */
    private static long distinct(List<SourceRecord> records) {
        return records.stream()
                .map(record -> record.key() + " " + Records.value(record))
                .distinct()
                .count();
    }
}

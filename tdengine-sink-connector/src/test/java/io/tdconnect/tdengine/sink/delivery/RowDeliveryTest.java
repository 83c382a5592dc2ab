// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.delivery;

import static io.tdconnect.tdengine.sink.Records.PARTITION;
import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.map;
import static io.tdconnect.tdengine.sink.Records.upTo;
import static io.tdconnect.tdengine.sink.RunningDelivery.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.tdengine.sink.FakeServer;
import io.tdconnect.tdengine.sink.FakeSinkContext;
import io.tdconnect.tdengine.sink.Records;
import io.tdconnect.tdengine.sink.RunningDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RowDeliveryTest {
    private static final TopicPartition OTHER = new TopicPartition(Records.TOPIC, 1);
    private static final Duration LONG = Duration.ofMinutes(5);

    private final RunningDelivery run = new RunningDelivery();
    private final FakeServer server = run.server;
    private final FakeServer second = run.second;
    private final FakeSinkContext context = run.context;

    @AfterEach
    void stop() {
        run.close();
    }

    @Test
    void writesWhenTheBatchHasEnoughRows() {
        RowDelivery delivery = run.start(LONG, server);

        delivery.put(records(0, 25));

        await().untilAsserted(() -> assertThat(server.batches).containsExactly(10, 10));
        assertThat(context.timeout).isEqualTo(100);
    }

    @Test
    void aBatchMayTakeTheRecordsOfSeveralPolls() {
        RowDelivery delivery = run.start(LONG, server);

        delivery.put(records(0, 4));
        delivery.put(records(4, 8));
        delivery.put(records(8, 12));

        await().untilAsserted(() -> assertThat(server.batches).containsExactly(10));
    }

    @Test
    void writesWhenTheBatchHasEnoughBytes() {
        run.batchBytes = 1;
        RowDelivery delivery = run.start(LONG, server);

        delivery.put(records(0, 3));

        await().untilAsserted(() -> assertThat(server.batches).containsExactly(1, 1, 1));
    }

    @Test
    void writesWhatIsFewerAfterTheLinger() {
        RowDelivery delivery = run.start(LONG, server);
        delivery.put(records(0, 3));
        run.nanos += Duration.ofMillis(60).toNanos();
        delivery.put(List.of());
        assertThat(server.rows).isEmpty();
        assertThat(context.timeout).isEqualTo(40);

        run.nanos += Duration.ofMillis(40).toNanos();
        delivery.put(List.of());

        await().untilAsserted(() -> assertThat(server.rows).hasSize(3));
    }

    @Test
    void commitsOnlyAfterTheWrite() {
        RowDelivery delivery = run.start(LONG, server);
        delivery.put(records(0, 3));

        assertThat(delivery.written(upTo(5))).isEqualTo(upTo(5));
        assertThat(server.rows).hasSize(3);

        server.permits.drainPermits();
        delivery.put(records(5, 20));
        assertThat(delivery.written(upTo(20))).isEqualTo(upTo(5));
    }

    @Test
    void frequentCommitsDoNotWaitForWhatIsOnItsWay() {
        RowDelivery delivery = run.start(LONG, server);
        delivery.written(upTo(0));
        delivery.put(records(0, 3));
        assertThat(delivery.written(upTo(3))).isEqualTo(upTo(0));

        run.nanos += Duration.ofSeconds(5).toNanos();

        assertThat(delivery.written(upTo(3))).isEqualTo(upTo(3));
    }

    @Test
    void aChangeWaitsForTheRowsBeforeItInAllLanesAndHoldsUpThoseAfterIt() {
        RowDelivery delivery = run.start(LONG, server, second);
        second.permits.drainPermits();
        List<SinkRecord> records = new ArrayList<>(records(0, 30));
        SinkRecord event = Records.of(30, "{\"type\":\"drop\",\"tableNameList\":[\"x\"]}");
        event.headers().addString("td.metadata", "drop");
        records.add(event);
        records.addAll(records(31, 61));

        delivery.put(records);

        await().untilAsserted(() -> assertThat(server.rows).hasSize(rowsOfLane(0)));
        assertThat(delivery.written(upTo(61)).get(PARTITION).offset()).isLessThan(30);
        assertThat(server.statements).isEmpty();
        assertThat(server.rows).hasSize(rowsOfLane(0));

        second.permits.release(1_000);
        await().untilAsserted(() -> assertThat(delivery.written(upTo(61))).isEqualTo(upTo(61)));
        assertThat(server.statements).containsExactly("DROP TABLE IF EXISTS `power`.`x`");
        assertThat(server.rows.size() + second.rows.size()).isEqualTo(60);
    }

    /** How many of the first 30 records go to a connection. */
    private static int rowsOfLane(int connection) {
        return (int) IntStream.range(0, 30)
                .filter(i -> laneOf("d" + i % 3) == connection)
                .count();
    }

    @Test
    void commitsWhatIsContiguousWhenLanesFinishOutOfOrder() {
        RowDelivery delivery = run.start(LONG, server, second);
        server.permits.drainPermits();
        List<SinkRecord> records = new ArrayList<>(records(0, 40));
        records.add(Records.of(OTHER, 7, map("ts", TS, "id", 1L)));
        delivery.put(records);
        Map<TopicPartition, OffsetAndMetadata> processed = upTo(40);
        processed.put(OTHER, new OffsetAndMetadata(8));

        Map<TopicPartition, OffsetAndMetadata> committed = delivery.written(processed);

        assertThat(second.rows).isNotEmpty();
        assertThat(committed.get(PARTITION).offset()).isEqualTo(firstOfLane(0));
        assertThat(committed.get(OTHER).offset()).isEqualTo(laneOf("d1") == 0 ? 7 : 8);
        server.permits.release(2);
        await().untilAsserted(() ->
                assertThat(delivery.written(processed).get(PARTITION).offset()).isGreaterThan(firstOfLane(0)));
        server.permits.release(1_000);
        await().untilAsserted(() -> assertThat(delivery.written(processed)).isEqualTo(processed));
    }

    @Test
    void keepsASubtableOnOneLane() {
        RowDelivery delivery = run.start(LONG, server, second);

        delivery.put(records(0, 200));
        delivery.written(upTo(200));

        assertThat(server.rows.size() + second.rows.size()).isEqualTo(200);
        for (FakeServer each : List.of(server, second)) {
            for (int id = 0; id < 3; id++) {
                String table = "d" + id;
                List<Long> times = each.rows.stream()
                        .filter(row -> row.get(0).equals(table))
                        .map(row -> (Long) row.get(1))
                        .toList();
                assertThat(times).isSorted();
                assertThat(times.size()).isIn(0, 66, 67);
            }
        }
    }

    @Test
    void pausesWhenItHoldsEnoughAndResumesWhenHalfIsWritten() {
        run.maxBufferedRows = 20;
        run.longestWait = Duration.ofMillis(10);
        RowDelivery delivery = run.start(LONG, server);
        server.permits.drainPermits();
        delivery.put(records(0, 25));

        assertThat(context.paused).containsExactly(PARTITION);
        context.assignment.add(OTHER);
        delivery.put(List.of());
        assertThat(context.paused).containsExactlyInAnyOrder(PARTITION, OTHER);
        assertThat(delivery.written(upTo(25))).isEqualTo(upTo(0));

        server.permits.release(1);
        await().untilAsserted(() -> assertThat(server.rows).hasSize(10));
        delivery.put(List.of());
        assertThat(context.paused).isNotEmpty();
        server.permits.release(1_000);
        await().untilAsserted(() -> {
            delivery.put(List.of());
            assertThat(context.paused).isEmpty();
        });
        await().untilAsserted(() -> assertThat(delivery.written(upTo(25))).isEqualTo(upTo(25)));
    }

    @Test
    void waitsForTheLanesBeforeItPauses() throws InterruptedException {
        run.maxBufferedRows = 20;
        run.longestWait = LONG;
        RowDelivery delivery = run.start(LONG, server);
        server.permits.drainPermits();
        Thread task = new Thread(() -> delivery.put(records(0, 25)));
        task.start();

        await().until(() -> server.permits.hasQueuedThreads() && task.getState() == Thread.State.TIMED_WAITING);
        assertThat(context.paused).isEmpty();
        server.permits.release(1);
        task.join();

        assertThat(server.rows).hasSize(10);
        assertThat(context.paused).isEmpty();
    }

    @Test
    void forgetsRowsOfPartitionsThatAreGone() throws InterruptedException {
        RowDelivery delivery = run.start(LONG, server);
        server.permits.drainPermits();
        delivery.put(records(0, 12));
        delivery.put(List.of(Records.of(OTHER, 7, map("ts", TS + 70, "id", 1L, "v", 1L))));
        Thread release = new Thread(() -> server.permits.release(1_000));
        release.start();

        delivery.drop(Set.of(PARTITION));
        List<List<Object>> other = List.of(List.of("d1", TS + 70));
        List<List<Object>> goneBefore =
                server.rows.stream().filter(row -> !other.contains(row)).toList();
        delivery.written(Map.of());
        release.join();

        assertThat(server.rows).containsAll(other);
        assertThat(server.rows).filteredOn(row -> !other.contains(row)).isEqualTo(goneBefore);
        assertThat(delivery.written(upTo(12))).isEqualTo(upTo(12));
    }

    @Test
    void writesRowsOfPartitionsThatWentAndCameBack() {
        RowDelivery delivery = run.start(LONG, server);
        delivery.put(records(0, 3));

        delivery.drop(Set.of(PARTITION));
        delivery.put(records(0, 3));

        assertThat(delivery.written(upTo(3))).isEqualTo(upTo(3));
        assertThat(server.rows).hasSize(3);
    }

    private static int laneOf(String table) {
        return Math.floorMod(table.hashCode(), 2);
    }

    private static long firstOfLane(int connection) {
        return IntStream.range(0, 3)
                .filter(id -> laneOf("d" + id) == connection)
                .findFirst()
                .orElseThrow();
    }
}

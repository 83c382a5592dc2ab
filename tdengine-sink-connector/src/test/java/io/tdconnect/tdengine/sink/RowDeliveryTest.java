// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static io.tdconnect.tdengine.sink.Records.PARTITION;
import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.map;
import static io.tdconnect.tdengine.sink.Records.upTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.TimestampUnit;
import io.tdconnect.tdengine.TdengineOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class RowDeliveryTest {
    private final FakeServer server = new FakeServer();
    private final FakeSinkContext context = new FakeSinkContext();
    private long nanos;

    @Test
    void writesWhenTheBatchIsFull() {
        RowDelivery delivery = delivery(Duration.ofMinutes(5));

        delivery.put(records(0, 25));

        assertThat(server.batches).containsExactly(10, 10);
        assertThat(context.timeout).isEqualTo(100);
    }

    @Test
    void writesWhatIsFewerAfterTheLinger() {
        RowDelivery delivery = delivery(Duration.ofMinutes(5));
        delivery.put(records(0, 3));
        nanos += Duration.ofMillis(60).toNanos();
        delivery.put(List.of());
        assertThat(server.rows).isEmpty();
        assertThat(context.timeout).isEqualTo(40);

        nanos += Duration.ofMillis(40).toNanos();
        delivery.put(List.of());

        assertThat(server.rows).hasSize(3);
    }

    @Test
    void commitsOnlyAfterTheWrite() {
        RowDelivery delivery = delivery(Duration.ofMinutes(5));
        delivery.put(records(0, 3));

        assertThat(delivery.written(upTo(5))).isEqualTo(upTo(5));
        assertThat(server.rows).hasSize(3);

        delivery.put(records(5, 8));
        server.failures = 1;
        delivery.put(records(8, 20));
        assertThat(delivery.written(upTo(20))).isEqualTo(upTo(3));
    }

    @Test
    void keepsRowsAndPausesWhileTheServerIsAway() {
        RowDelivery delivery = delivery(Duration.ofMinutes(5));
        server.failures = 2;
        delivery.put(records(0, 10));
        assertThat(context.paused).containsExactly(PARTITION);
        assertThat(context.timeout).isBetween(1L, 500L);
        assertThat(delivery.written(upTo(10))).isEmpty();
        delivery.put(List.of());
        assertThat(server.failures).isEqualTo(1);

        while (server.rows.isEmpty()) {
            nanos += Duration.ofMillis(context.timeout).toNanos();
            delivery.put(List.of());
        }

        assertThat(server.rows).hasSize(10);
        assertThat(context.paused).isEmpty();
        assertThat(delivery.written(upTo(10))).isEqualTo(upTo(10));
    }

    @Test
    void failsWhenTheServerStaysAway() {
        RowDelivery delivery = delivery(Duration.ZERO);
        server.failures = Integer.MAX_VALUE;

        assertThatThrownBy(() -> delivery.put(records(0, 10)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("retry.deadline.ms");
    }

    @Test
    void reportsBadRecordsAndWritesTheOthers() {
        RowDelivery delivery = delivery(Duration.ofMinutes(5));
        server.refused = row -> Set.of(0L, 4L, 9L).contains(row.timestamp() - TS);

        delivery.put(records(0, 10));

        assertThat(server.rows).hasSize(7);
        assertThat(context.reported)
                .extracting(bad -> bad.entry().kafkaOffset())
                .containsExactly(0L, 4L, 9L);
        assertThat(context.reported.get(0).reason())
                .hasMessageContaining("0x60b")
                .hasMessageContaining("d0");
        assertThat(delivery.written(upTo(10))).isEqualTo(upTo(10));
    }

    @Test
    void reportsEachRecordOnceThoughTheWriteIsRepeated() {
        RowDelivery delivery = delivery(Duration.ofMinutes(5));
        delivery.put(List.of(Records.of(0, "not a row"), Records.of(1, map("ts", TS, "id", 1L, "v", "many"))));
        server.failures = 3;
        while (server.failures > 0 || context.reported.isEmpty()) {
            delivery.put(List.of(Records.of(2, map("ts", TS, "id", 1L, "v", 1L))));
            nanos += Duration.ofSeconds(30).toNanos();
        }

        assertThat(context.reported)
                .extracting(bad -> bad.entry().kafkaOffset())
                .containsExactly(0L, 1L);
    }

    @Test
    void failsOnABadRecordWithoutDeadLetterQueueButWritesTheOthers() {
        context.deadLetterQueue = false;
        RowDelivery delivery = delivery(Duration.ofMinutes(5));
        server.refused = row -> row.timestamp() == TS + 4;

        assertThatThrownBy(() -> delivery.put(records(0, 10)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("offset 4")
                .hasMessageContaining("errors.deadletterqueue.topic.name");
        assertThat(server.rows).hasSize(9);
        assertThat(delivery.written(Map.of())).isEmpty();
    }

    @Test
    void failsOnFaultsThatDoNotPass() {
        RowDelivery delivery = delivery(Duration.ofMinutes(5));
        server.failures = 1;
        server.failure = 0x357;

        assertThatThrownBy(() -> delivery.put(records(0, 10))).hasMessageContaining("connection.password");
    }

    @Test
    void readsTheTableAgainWhenTheServerSaysItIsDifferent() {
        RowDelivery delivery = delivery(Duration.ofMinutes(5));
        server.failures = 1;
        server.failure = 0x2602;

        delivery.put(records(0, 10));

        assertThat(server.rows).hasSize(10);
    }

    @Test
    void forgetsRowsOfPartitionsThatAreGone() {
        RowDelivery delivery = delivery(Duration.ofMinutes(5));
        TopicPartition other = new TopicPartition(Records.TOPIC, 1);
        delivery.put(records(0, 2));
        delivery.put(List.of(Records.of(other, 7, map("ts", TS + 7, "id", 1L, "v", 1L))));

        delivery.drop(Set.of(PARTITION));
        delivery.written(Map.of());

        assertThat(server.rows).containsExactly(List.of("d1", TS + 7));
    }

    private static List<SinkRecord> records(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Records.of(i, map("ts", TS + i, "id", (long) i % 3, "v", 1L, "groupid", 1L)))
                .toList();
    }

    private RowDelivery delivery(Duration deadline) {
        TdengineSinkConfig config = new TdengineSinkConfig(
                Map.of("connection.url", "127.0.0.1:1", "database", "power", "stable", "meters", "table", "d{id}"));
        TableEvolution evolution = new TableEvolution(server, new TablePolicy(false, true, true));
        RowBinder binder = new RowBinder(evolution, TimestampUnit.AUTO, Rounding.TRUNCATE);
        Retry retry = new Retry(deadline, Duration.ofMillis(500), Duration.ofSeconds(30));
        return new RowDelivery(
                new RecordMapper(RoutingOptions.routing(config), NullValues.IGNORE),
                new TableWriter(binder, server, new SinkConnection(TdengineOptions.from(config))),
                new BadRecords(context.errantRecordReporter()),
                new DeliveryTiming(10, Duration.ofMillis(100), retry, () -> nanos),
                context);
    }
}

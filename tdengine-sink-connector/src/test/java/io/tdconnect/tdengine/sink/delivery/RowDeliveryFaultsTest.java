// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.delivery;

import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.map;
import static io.tdconnect.tdengine.sink.Records.upTo;
import static io.tdconnect.tdengine.sink.RunningDelivery.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.sink.FakeServer;
import io.tdconnect.tdengine.sink.FakeSinkContext;
import io.tdconnect.tdengine.sink.Records;
import io.tdconnect.tdengine.sink.RunningDelivery;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowDeliveryFaultsTest {
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
    void goesOnTakingRecordsWhileTheServerIsAway() {
        RowDelivery delivery = run.start(LONG, server);
        server.failures.set(3);
        delivery.put(records(0, 10));
        await().untilAsserted(() -> {
            delivery.put(List.of());
            assertThat(server.rows).hasSize(10);
        });

        assertThat(context.paused).isEmpty();
        assertThat(delivery.written(upTo(10))).isEqualTo(upTo(10));
    }

    @Test
    void failsWhenTheServerStaysAway() {
        RowDelivery delivery = run.start(Duration.ZERO, server);
        server.failures.set(Integer.MAX_VALUE);
        delivery.put(records(0, 10));

        assertThat(delivery.written(upTo(10))).isEqualTo(upTo(0));
        assertThatThrownBy(() -> delivery.put(List.of()))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("retry.timeout.ms");
    }

    @Test
    void reportsBadRecordsAndWritesTheOthers() {
        RowDelivery delivery = run.start(LONG, server);
        server.refused = row -> Set.of(0L, 4L, 9L).contains(row.timestamp() - TS);

        delivery.put(records(0, 10));

        assertThat(delivery.written(upTo(10))).isEqualTo(upTo(10));
        assertThat(server.rows).hasSize(7);
        assertThat(context.reported)
                .extracting(bad -> bad.entry().kafkaOffset())
                .containsExactly(0L, 4L, 9L);
        assertThat(context.reported.get(0).reason())
                .hasMessageContaining("0x200")
                .hasMessageContaining("d0");
    }

    @Test
    void reportsEachRecordOnceThoughTheWriteIsRepeated() {
        RowDelivery delivery = run.start(LONG, server);
        server.failures.set(3);
        delivery.put(List.of(
                Records.of(0, "not a row"),
                Records.of(1, map("ts", TS, "id", 1L, "v", "many")),
                Records.of(2, map("ts", TS, "id", 1L, "v", 1L))));
        await().untilAsserted(() -> assertThat(delivery.written(upTo(3))).isEqualTo(upTo(3)));

        assertThat(context.reported)
                .extracting(bad -> bad.entry().kafkaOffset())
                .containsExactly(0L, 1L);
    }

    @Test
    void failsOnABadRecordWithoutDeadLetterQueueButWritesTheOthers() {
        context.deadLetterQueue = false;
        RowDelivery delivery = run.start(LONG, server);
        server.refused = row -> row.timestamp() == TS + 4;
        delivery.put(records(0, 10));

        assertThat(delivery.written(upTo(10))).isEqualTo(upTo(0));
        assertThatThrownBy(() -> delivery.put(List.of()))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("offset 4")
                .hasMessageContaining("errors.deadletterqueue.topic.name");
        assertThat(server.rows).hasSize(9);
    }

    @Test
    void failsOnFaultsThatDoNotPass() {
        RowDelivery delivery = run.start(LONG, server);
        server.failures.set(1);
        server.failure = 0x357;
        delivery.put(records(0, 10));

        delivery.written(upTo(10));
        assertThatThrownBy(() -> delivery.put(List.of())).hasMessageContaining("connection.password");
    }

    @Test
    void failsWhenALaneEndsByAnError() {
        RowDelivery delivery = run.start(LONG, server);
        server.refused = row -> {
            throw new StackOverflowError("too deep");
        };
        delivery.put(records(0, 10));

        delivery.written(upTo(10));
        assertThatThrownBy(() -> delivery.put(List.of())).hasMessageContaining("too deep");
    }

    @Test
    void readsTheTableAgainWhenTheServerSaysItIsDifferent() {
        RowDelivery delivery = run.start(LONG, server);
        server.failures.set(1);
        server.failure = 0x2602;

        delivery.put(records(0, 10));
        delivery.written(upTo(10));

        assertThat(server.rows).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x61b, 0x602, 0x60a, 0x3c6, 0x503, 0x522, 0x618, 0x61a, 0x2603, 0x388, 0x2614, 0x230})
    void tablesThatChangeAgainAndAgainAreWrittenInTheEnd(int code) {
        RowDelivery delivery = run.start(LONG, server);
        server.failures.set(30);
        server.failure = code;

        delivery.put(records(0, 10));
        await().untilAsserted(() -> {
            delivery.put(List.of());
            assertThat(server.rows).hasSize(10);
        });

        assertThat(context.reported).isEmpty();
    }

    @Test
    void aRecordThatMakesTheServerSpeakOfAChangeIsBadIfOthersAreWritten() {
        RowDelivery delivery = run.start(LONG, server);
        server.refused = row -> row.timestamp() == TS + 4;
        server.refusal = 0x2603;

        delivery.put(records(0, 10));
        await().untilAsserted(() -> {
            delivery.put(List.of());
            assertThat(delivery.written(upTo(10))).isEqualTo(upTo(10));
        });

        assertThat(server.rows).hasSize(9);
        assertThat(context.reported)
                .extracting(bad -> bad.entry().kafkaOffset())
                .containsExactly(4L);
    }

    @Test
    void aCodeThatNobodyKnowsIsTheFaultOfTheRecordThatBringsItAbout() {
        RowDelivery delivery = run.start(LONG, server);
        server.refused = row -> row.timestamp() == TS + 4;
        server.refusal = 0x7777;

        delivery.put(records(0, 10));

        assertThat(delivery.written(upTo(10))).isEqualTo(upTo(10));
        assertThat(server.rows).hasSize(9);
        assertThat(context.reported)
                .extracting(bad -> bad.entry().kafkaOffset())
                .containsExactly(4L);
    }

    @Test
    void aCodeThatNobodyKnowsStopsTheTaskWhereNoRecordIsTaken() {
        RowDelivery delivery = run.start(LONG, server);
        server.refused = row -> true;
        server.refusal = 0x7777;

        delivery.put(records(0, 10));
        delivery.written(upTo(10));

        assertThatThrownBy(() -> delivery.put(List.of())).hasMessageContaining("refused");
        assertThat(context.reported).isEmpty();
        assertThat(server.batches.size()).isLessThan(30);
    }

    @Test
    void whatIsRefusedBecauseTheTableIsAnotherNowIsNoBadRecord() {
        RowDelivery delivery = run.start(LONG, server);
        delivery.put(records(0, 10));
        delivery.written(upTo(10));
        // Only the new definition is accepted, once it is known.
        server.extra.set(List.of(new Column("w", ColumnType.INT)));
        server.refused = row -> row.layout.table.find("w") == null;

        delivery.put(records(10, 20));
        run.nanos += LONG.toNanos();
        delivery.written(upTo(20));

        assertThat(server.rows).hasSize(20);
        assertThat(context.reported).isEmpty();
    }

    @Test
    void leavesNoThread() {
        RowDelivery delivery = run.start(LONG, server, second);
        server.failures.set(Integer.MAX_VALUE);
        delivery.put(records(0, 50));
        assertThat(connectionThreads()).isEqualTo(2);

        delivery.close();

        assertThat(connectionThreads()).isZero();
    }

    private static long connectionThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("tdengine-sink-"))
                .count();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.delivery;

import static io.tdconnect.tdengine.sink.Records.PARTITION;
import static io.tdconnect.tdengine.sink.Records.upTo;
import static io.tdconnect.tdengine.sink.RunningDelivery.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tdconnect.tdengine.sink.FakeServer;
import io.tdconnect.tdengine.sink.RunningDelivery;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MappingThreadTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final RunningDelivery run = new RunningDelivery();
    private final FakeServer server = run.server;
    private final FakeServer second = run.second;
    private final CountDownLatch going = new CountDownLatch(1);

    @AfterEach
    void stop() {
        going.countDown();
        run.close();
    }

    @Test
    void aPutOfManyRecordsReturnsBeforeTheyAreMappedAndACommitWaitsForThat() {
        RowDelivery delivery = run.start(LONG, server, second);
        Thread caller = Thread.currentThread();
        run.mapped = entry -> {
            assertThat(Thread.currentThread()).isNotSameAs(caller);
            awaitGoing();
        };

        delivery.put(records(0, 205));
        assertThat(run.context.timeout).isEqualTo(100);
        going.countDown();

        assertThat(delivery.written(upTo(205))).isEqualTo(upTo(205));
        assertThat(server.rows.size() + second.rows.size()).isEqualTo(205);
    }

    @Test
    void theTaskLooksAgainWhenTheFirstOfItsBatchesIsDue() {
        RowDelivery delivery = run.start(LONG, server);
        run.mapped = entry -> {
            if (entry.kafkaOffset() >= 3) {
                awaitGoing();
            }
        };
        delivery.put(records(0, 3));
        run.nanos += Duration.ofMillis(30).toNanos();

        delivery.put(records(3, 203));
        assertThat(run.context.timeout).isEqualTo(70);
        run.nanos += Duration.ofMillis(30).toNanos();
        delivery.put(records(203, 403));

        assertThat(run.context.timeout).isEqualTo(40);
    }

    @Test
    void putsWaitWhenMappingIsFarBehind() throws InterruptedException {
        RowDelivery delivery = run.start(LONG, server);
        run.mapped = entry -> awaitGoing();
        CountDownLatch taken = new CountDownLatch(4);
        Thread task = new Thread(() -> {
            for (int i = 0; i < 5; i++) {
                delivery.put(records(i * 100, i * 100 + 100));
                taken.countDown();
            }
        });
        task.start();
        taken.await();
        await().until(() -> task.getState() == Thread.State.WAITING);

        going.countDown();
        task.join();

        assertThat(delivery.written(upTo(500))).isEqualTo(upTo(500));
        assertThat(server.rows).hasSize(500);
    }

    @Test
    void aPutMapsFewRecordsItself() {
        RowDelivery delivery = run.start(LONG, server);
        Thread caller = Thread.currentThread();
        run.mapped = entry -> assertThat(Thread.currentThread()).isSameAs(caller);

        delivery.put(records(0, 10));

        await().untilAsserted(() -> assertThat(server.rows).hasSize(10));
    }

    @Test
    void aPutMapsManyRecordsItselfWhereTheyMayReachALimitAndPauses() {
        run.maxBufferedRows = 200;
        RowDelivery delivery = run.start(LONG, server);
        server.permits.drainPermits();

        delivery.put(records(0, 205));

        assertThat(run.context.paused).containsExactly(PARTITION);
    }

    @Test
    void rowsStayInTheOrderOfTheirPuts() {
        run.maxBufferedRows = 1_000_000;
        RowDelivery delivery = run.start(LONG, server);

        for (int i = 0; i < 20; i++) {
            // Every second put is mapped immediately.
            delivery.put(records(i * 150, i * 150 + 100));
            delivery.put(records(i * 150 + 100, i * 150 + 150));
        }

        assertThat(delivery.written(upTo(3000))).isEqualTo(upTo(3000));
        assertThat(server.rows).hasSize(3000);
        assertThat(server.rows.stream().map(row -> (Long) row.get(1))).isSorted();
    }

    @Test
    void rowsThatDoNotFillABatchAreWrittenAfterTheLinger() {
        RowDelivery delivery = run.start(LONG, server);
        delivery.put(records(0, 105));
        delivery.put(List.of());
        await().untilAsserted(() -> assertThat(server.rows).hasSize(100));

        run.nanos += Duration.ofMillis(100).toNanos();
        delivery.put(List.of());

        await().untilAsserted(() -> assertThat(server.rows).hasSize(105));
    }

    @Test
    void forgetsRowsOfPartitionsThatGoWhileTheyAreMapped() {
        RowDelivery delivery = run.start(LONG, server);
        server.permits.drainPermits();
        server.permits.release(1);
        delivery.put(records(0, 205));

        Thread release = new Thread(() -> server.permits.release(1_000));
        release.start();
        delivery.drop(Set.of(PARTITION));
        int before = server.rows.size();

        delivery.written(upTo(205));
        assertThat(server.rows).hasSize(before);
    }

    @Test
    void nothingIsCommittedWhereMappingHasFailed() {
        RowDelivery delivery = run.start(LONG, server);
        run.mapped = entry -> {
            if (entry.kafkaOffset() == 150) {
                throw new StackOverflowError("too deep");
            }
        };
        delivery.put(records(0, 205));

        assertThat(delivery.written(upTo(205))).isEmpty();
        assertThatThrownBy(() -> delivery.put(List.of()))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("too deep");
        assertThat(delivery.written(upTo(205))).isEmpty();
        delivery.drop(Set.of(PARTITION));
    }

    private void awaitGoing() {
        try {
            going.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

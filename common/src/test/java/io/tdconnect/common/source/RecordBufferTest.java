// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RecordBufferTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final RecordBuffer<Integer> buffer = new RecordBuffer<>(3);

    @Test
    void pollReturnsItemsInOrderUpToTheMaximum() throws InterruptedException {
        buffer.put(1);
        buffer.put(2);
        buffer.put(3);

        assertThat(buffer.poll(2, LONG)).containsExactly(1, 2);
        assertThat(buffer.size()).isEqualTo(1);
        assertThat(buffer.poll(2, LONG)).containsExactly(3);
    }

    @Test
    void pollReturnsAnEmptyListWhenNothingCame() throws InterruptedException {
        assertThat(buffer.poll(2, Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void pollWaitsForAnItem() throws Exception {
        FutureTask<List<Integer>> poll = start(() -> buffer.poll(2, LONG));

        buffer.put(7);

        assertThat(poll.get()).containsExactly(7);
    }

    @Test
    void putAllWaitsForSpaceAsOftenAsNeeded() throws Exception {
        FutureTask<Void> put = start(() -> {
            buffer.putAll(List.of(1, 2, 3, 4, 5, 6, 7));
            return null;
        });

        List<Integer> received = new ArrayList<>();
        while (received.size() < 7) {
            assertThat(buffer.size()).isLessThanOrEqualTo(3);
            received.addAll(buffer.poll(2, LONG));
        }
        put.get();
        assertThat(received).containsExactly(1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void offerRefusesWhenFull() throws InterruptedException {
        assertThat(buffer.offer(1)).isTrue();
        assertThat(buffer.offer(2)).isTrue();
        assertThat(buffer.offer(3)).isTrue();
        assertThat(buffer.offer(4)).isFalse();
        buffer.poll(1, LONG);
        assertThat(buffer.offer(4)).isTrue();
    }

    @Test
    void everyProducerGetsItsItemsThroughAFullBufferInItsOrder() throws Exception {
        int producers = 4;
        int each = 2000;
        List<FutureTask<Void>> started = new ArrayList<>();
        for (int p = 0; p < producers; p++) {
            int base = p * each;
            started.add(start(() -> {
                for (int i = 0; i < each; i++) {
                    buffer.put(base + i);
                }
                return null;
            }));
        }

        List<Integer> received = new ArrayList<>();
        while (received.size() < producers * each) {
            assertThat(buffer.size()).isLessThanOrEqualTo(3);
            received.addAll(buffer.poll(2, LONG));
        }

        for (FutureTask<Void> producer : started) {
            producer.get();
        }
        for (int p = 0; p < producers; p++) {
            int base = p * each;
            assertThat(received.stream().filter(i -> i / each == base / each))
                    .isSorted()
                    .hasSize(each);
        }
    }

    @Test
    void failureIsThrownAfterTheItemsBeforeItAndAgain() throws InterruptedException {
        buffer.put(1);
        IOException failure = new IOException("gone");
        buffer.fail(failure);
        buffer.fail(new IOException("later"));

        assertThat(buffer.poll(5, LONG)).containsExactly(1);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> buffer.poll(5, LONG))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("gone")
                    .hasCause(failure);
        }
    }

    @Test
    void failureWakesAWaitingPollAndKeepsItsConnectType() {
        FutureTask<List<Integer>> poll = start(() -> buffer.poll(2, LONG));

        buffer.fail(new RetriableException("try again"));

        assertThatThrownBy(poll::get).hasCauseInstanceOf(RetriableException.class);
    }

    @Test
    void closeWakesProducersAndConsumers() throws Exception {
        FutureTask<List<Integer>> poll = start(() -> buffer.poll(2, LONG));
        buffer.close();
        assertThat(poll.get()).isEmpty();

        RecordBuffer<Integer> full = new RecordBuffer<>(1);
        full.put(1);
        FutureTask<Void> put = start(() -> {
            full.put(2);
            return null;
        });
        full.close();
        assertThatThrownBy(put::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(full.offer(3)).isFalse();
        assertThat(full.poll(5, LONG)).containsExactly(1);
        assertThat(full.poll(5, LONG)).isEmpty();
    }

    @Test
    void interruptedProducerLeavesTheBufferUsable() throws Exception {
        RecordBuffer<Integer> full = new RecordBuffer<>(1);
        full.put(1);
        CompletableFuture<Throwable> result = new CompletableFuture<>();
        Thread producer = new Thread(() -> {
            try {
                full.put(2);
                result.complete(null);
            } catch (InterruptedException e) {
                result.complete(e);
            }
        });
        producer.start();
        producer.interrupt();

        assertThat(result.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(full.poll(5, LONG)).containsExactly(1);
        full.put(3);
        assertThat(full.poll(5, LONG)).containsExactly(3);
    }

    private static <T> FutureTask<T> start(java.util.concurrent.Callable<T> action) {
        FutureTask<T> task = new FutureTask<>(action);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}

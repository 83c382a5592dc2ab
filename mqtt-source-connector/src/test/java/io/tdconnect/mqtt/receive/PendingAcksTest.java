// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.mqtt.receive.PendingAcks.Ack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PendingAcksTest {
    private final List<Integer> sent = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();
    private final MqttMetrics metrics = new MqttMetrics();
    private Thread reader;
    private final PendingAcks acks = new PendingAcks(4, sent::add, now::get, metrics);

    @Test
    void acknowledgesInTheOrderOfArrival() throws InterruptedException {
        Ack first = acks.register(7);
        Ack second = acks.register(8);
        Ack third = acks.register(3);

        third.acknowledge();
        second.acknowledge();
        assertThat(sent).isEmpty();
        first.acknowledge();

        assertThat(sent).containsExactly(7, 8, 3);
        assertThat(acks.size()).isZero();
    }

    @Test
    void acknowledgesOnce() throws InterruptedException {
        Ack ack = acks.register(1);

        ack.acknowledge();
        ack.acknowledge();

        assertThat(sent).containsExactly(1);
        assertThat(metrics.acknowledged.sum()).isEqualTo(1);
    }

    @Test
    void acknowledgesNothingAfterTheConnectionHasEnded() throws InterruptedException {
        Ack ack = acks.register(1);
        acks.close();

        ack.acknowledge();

        assertThat(sent).isEmpty();
        assertThat(metrics.late.sum()).isEqualTo(1);
    }

    @Test
    void aMessageAfterTheEndIsNotAcknowledgedEither() throws InterruptedException {
        acks.close();

        acks.register(1).acknowledge();

        assertThat(sent).isEmpty();
        assertThat(acks.size()).isZero();
    }

    @Test
    void acknowledgesAMessageSentTwiceOnOneConnectionOnce() throws InterruptedException {
        Ack first = acks.register(5);
        Ack again = acks.register(5);

        again.acknowledge();
        assertThat(sent).isEmpty();
        first.acknowledge();

        assertThat(sent).containsExactly(5);
    }

    @Test
    void acknowledgesAReusedIdentifier() throws InterruptedException {
        acks.register(5).acknowledge();

        acks.register(5).acknowledge();

        assertThat(sent).containsExactly(5, 5);
    }

    @Test
    void knowsTheAgeOfTheOldestMessage() throws InterruptedException {
        assertThat(acks.oldest()).isZero();
        Ack first = acks.register(1);
        now.addAndGet(2_000_000);
        acks.register(2);
        now.addAndGet(1_000_000);

        assertThat(acks.oldest()).isEqualTo(Duration.ofMillis(3));
        first.acknowledge();
        assertThat(acks.oldest()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void readsNoMoreThanTheLimitUntilAQuarterIsAcknowledged() throws Exception {
        Ack first = null;
        for (int id = 1; id <= 4; id++) {
            Ack ack = acks.register(id);
            first = first == null ? ack : first;
        }
        CompletableFuture<Ack> fifth = registerElsewhere(5);
        awaitWaiting();
        assertThat(fifth).isNotDone();

        first.acknowledge();

        fifth.get(10, TimeUnit.SECONDS).acknowledge();
        assertThat(acks.size()).isEqualTo(4);
        assertThat(sent).containsExactly(1);
    }

    @Test
    void theEndOfTheConnectionEndsTheWaiting() throws Exception {
        for (int id = 1; id <= 4; id++) {
            acks.register(id);
        }
        CompletableFuture<Ack> fifth = registerElsewhere(5);
        awaitWaiting();

        acks.close();

        assertThat(fifth).succeedsWithin(Duration.ofSeconds(10));
    }

    private CompletableFuture<Ack> registerElsewhere(int id) {
        CompletableFuture<Ack> registered = new CompletableFuture<>();
        reader = new Thread(() -> {
            try {
                registered.complete(acks.register(id));
            } catch (InterruptedException e) {
                registered.completeExceptionally(e);
            }
        });
        reader.setDaemon(true);
        reader.start();
        return registered;
    }

    private void awaitWaiting() {
        await().until(() -> reader.getState() == Thread.State.WAITING);
    }
}

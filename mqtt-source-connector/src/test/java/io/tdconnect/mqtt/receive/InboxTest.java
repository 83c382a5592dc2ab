// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.mqtt.message.Messages;
import io.tdconnect.mqtt.receive.DeliveryOptions.BufferPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InboxTest {
    private final MqttMetrics metrics = new MqttMetrics();

    @Test
    void keepsTheOrderOfArrival() throws Exception {
        Inbox inbox = inbox(BufferPolicy.BLOCK);
        inbox.add(Messages.unconfirmed("a"));
        inbox.add(confirmed("b"));
        inbox.add(Messages.unconfirmed("c"));

        assertThat(take(inbox)).containsExactly("a", "b", "c");
        assertThat(inbox.isDrained()).isTrue();
    }

    @Test
    void dropsTheNewestMessageOfQos0() throws Exception {
        Inbox inbox = inbox(BufferPolicy.DROP_NEWEST);

        fill(inbox, 5);

        assertThat(take(inbox)).containsExactly("0", "1", "2");
        assertThat(metrics.dropped.sum()).isEqualTo(2);
    }

    @Test
    void dropsTheOldestMessageOfQos0AndNoneOfQos1() throws Exception {
        Inbox inbox = inbox(BufferPolicy.DROP_OLDEST);
        inbox.add(confirmed("important"));

        fill(inbox, 5);

        assertThat(take(inbox)).containsExactly("important", "2", "3", "4");
        assertThat(metrics.dropped.sum()).isEqualTo(2);
    }

    @Test
    void takesAWholeWindowOfQos1WhateverItsCapacity() throws Exception {
        Inbox inbox = inbox(BufferPolicy.BLOCK);

        for (int i = 0; i < 65_535; i++) {
            inbox.add(confirmed("x"));
        }

        assertThat(inbox.poll(100_000, Duration.ZERO)).hasSize(65_535);
    }

    @Test
    void waitsForRoom() throws Exception {
        Inbox inbox = inbox(BufferPolicy.BLOCK);
        fill(inbox, 3);
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Void> fourth = CompletableFuture.runAsync(() -> {
            started.countDown();
            add(inbox, "3");
        });
        started.await();

        assertThat(take(inbox)).startsWith("0", "1", "2");
        fourth.get(10, TimeUnit.SECONDS);

        assertThat(metrics.dropped.sum()).isZero();
    }

    @Test
    void doesNotWaitForRoomForEver() throws Exception {
        Inbox inbox = inbox(3, 1_000_000, BufferPolicy.BLOCK, Duration.ofMillis(10));

        fill(inbox, 4);

        assertThat(take(inbox)).containsExactly("0", "1", "2");
        assertThat(metrics.dropped.sum()).isEqualTo(1);
    }

    /** Each message takes some 200 bytes beside its payload. */
    @Test
    void bytesAreLimitedToo() throws Exception {
        Inbox inbox = inbox(1_000, 2_000, BufferPolicy.DROP_NEWEST, Duration.ZERO);
        inbox.add(Messages.unconfirmed("x".repeat(10_000)));
        fill(inbox, 1);
        assertThat(take(inbox)).containsExactly("x".repeat(10_000));

        fill(inbox, 100);
        assertThat(take(inbox)).hasSizeBetween(5, 9);
        assertThat(metrics.dropped.sum()).isBetween(90L, 97L);
    }

    @Test
    void theNewestStayWhereTheOldestGiveWay() throws Exception {
        Inbox inbox = inbox(1_000, 2_000, BufferPolicy.DROP_OLDEST, Duration.ZERO);
        for (int i = 0; i < 100; i++) {
            fill(inbox, 5);
            inbox.add(Messages.unconfirmed("y".repeat(1_500)));
            inbox.add(confirmed("c" + i));
        }

        List<String> taken = take(inbox);
        assertThat(taken).contains("c99", "y".repeat(1_500)).hasSizeBetween(100, 102);
        assertThat(take(inbox)).isEmpty();
        assertThat(inbox.isDrained()).isTrue();
        assertThat(metrics.dropped.sum()).isEqualTo(600 - (taken.size() - 100));
    }

    @Test
    void aPollIsLimitedInBytes() throws Exception {
        Inbox inbox = inbox(BufferPolicy.BLOCK);
        for (int i = 0; i < 10; i++) {
            inbox.add(confirmed("z".repeat(4 * 1024 * 1024)));
        }

        assertThat(inbox.poll(100, Duration.ZERO)).hasSize(4);
        assertThat(inbox.size()).isEqualTo(6);
    }

    @Test
    void closingEndsEveryWait() throws Exception {
        Inbox inbox = inbox(BufferPolicy.BLOCK);
        fill(inbox, 3);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> add(inbox, "3"));

        inbox.close();

        waiting.get(10, TimeUnit.SECONDS);
        inbox.awaitDrained();
        inbox.add(confirmed("late"));
        assertThat(take(inbox)).doesNotContain("3", "late");
    }

    @Test
    void reportsAFailureAfterWhatCameBefore() throws Exception {
        Inbox inbox = inbox(BufferPolicy.BLOCK);
        inbox.add(confirmed("a"));
        inbox.fail(new ConnectException("broker gone"));

        assertThat(take(inbox)).containsExactly("a");
        assertThatThrownBy(() -> inbox.poll(1, Duration.ZERO)).hasMessage("broker gone");
    }

    private Inbox inbox(BufferPolicy policy) {
        return inbox(3, 1_000_000, policy, Duration.ofMinutes(1));
    }

    private Inbox inbox(int capacity, long bytes, BufferPolicy policy, Duration longestBlock) {
        return new Inbox(
                new DeliveryOptions(1_000, Duration.ofMinutes(5), capacity, bytes, policy), longestBlock, metrics);
    }

    private static void fill(Inbox inbox, int messages) {
        IntStream.range(0, messages).forEach(i -> add(inbox, String.valueOf(i)));
    }

    private static void add(Inbox inbox, String payload) {
        try {
            inbox.add(Messages.unconfirmed(payload));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Delivery confirmed(String payload) {
        return new Delivery(Messages.message("t", payload, 1, 1), null);
    }

    private static List<String> take(Inbox inbox) throws InterruptedException {
        return inbox.poll(1_000, Duration.ZERO).stream().map(Messages::text).toList();
    }
}

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
class MessageBufferTest {
    private final MqttMetrics metrics = new MqttMetrics();

    @Test
    void keepsTheOrderOfArrival() throws Exception {
        MessageBuffer buffer = buffer(BufferPolicy.BLOCK);
        buffer.put(Messages.unconfirmed("a"));
        buffer.put(confirmed("b"));
        buffer.put(Messages.unconfirmed("c"));

        assertThat(take(buffer)).containsExactly("a", "b", "c");
        assertThat(buffer.isDrained()).isTrue();
    }

    @Test
    void dropsTheNewestMessageOfQos0() throws Exception {
        MessageBuffer buffer = buffer(BufferPolicy.DROP_NEWEST);

        fill(buffer, 5);

        assertThat(take(buffer)).containsExactly("0", "1", "2");
        assertThat(metrics.dropped.sum()).isEqualTo(2);
    }

    @Test
    void dropsTheOldestMessageOfQos0AndNoneOfQos1() throws Exception {
        MessageBuffer buffer = buffer(BufferPolicy.DROP_OLDEST);
        buffer.put(confirmed("important"));

        fill(buffer, 5);

        assertThat(take(buffer)).containsExactly("important", "2", "3", "4");
        assertThat(metrics.dropped.sum()).isEqualTo(2);
    }

    @Test
    void takesAWholeWindowOfQos1WithAnyCapacity() throws Exception {
        MessageBuffer buffer = buffer(BufferPolicy.BLOCK);

        for (int i = 0; i < 65_535; i++) {
            buffer.put(confirmed("x"));
        }

        assertThat(buffer.poll(100_000, Duration.ZERO)).hasSize(65_535);
    }

    @Test
    void waitsForRoom() throws Exception {
        MessageBuffer buffer = buffer(BufferPolicy.BLOCK);
        fill(buffer, 3);
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Void> fourth = CompletableFuture.runAsync(() -> {
            started.countDown();
            add(buffer, "3");
        });
        started.await();

        assertThat(take(buffer)).startsWith("0", "1", "2");
        fourth.get(10, TimeUnit.SECONDS);

        assertThat(metrics.dropped.sum()).isZero();
    }

    @Test
    void doesNotWaitForRoomForever() throws Exception {
        MessageBuffer buffer = buffer(3, 1_000_000, BufferPolicy.BLOCK, Duration.ofMillis(10));

        fill(buffer, 4);

        assertThat(take(buffer)).containsExactly("0", "1", "2");
        assertThat(metrics.dropped.sum()).isEqualTo(1);
    }

    /** Each message takes some 200 bytes in addition to its payload. */
    @Test
    void bytesAreLimitedToo() throws Exception {
        MessageBuffer buffer = buffer(1_000, 2_000, BufferPolicy.DROP_NEWEST, Duration.ZERO);
        buffer.put(Messages.unconfirmed("x".repeat(10_000)));
        fill(buffer, 1);
        assertThat(take(buffer)).containsExactly("x".repeat(10_000));

        fill(buffer, 100);
        assertThat(take(buffer)).hasSizeBetween(5, 9);
        assertThat(metrics.dropped.sum()).isBetween(90L, 97L);
    }

    @Test
    void theNewestStayWhereTheOldestGiveWay() throws Exception {
        MessageBuffer buffer = buffer(1_000, 2_000, BufferPolicy.DROP_OLDEST, Duration.ZERO);
        for (int i = 0; i < 100; i++) {
            fill(buffer, 5);
            buffer.put(Messages.unconfirmed("y".repeat(1_500)));
            buffer.put(confirmed("c" + i));
        }

        List<String> taken = take(buffer);
        assertThat(taken).contains("c99", "y".repeat(1_500)).hasSizeBetween(100, 102);
        assertThat(take(buffer)).isEmpty();
        assertThat(buffer.isDrained()).isTrue();
        assertThat(metrics.dropped.sum()).isEqualTo(600 - (taken.size() - 100));
    }

    @Test
    void aPollIsLimitedInBytes() throws Exception {
        MessageBuffer buffer = buffer(BufferPolicy.BLOCK);
        for (int i = 0; i < 10; i++) {
            buffer.put(confirmed("z".repeat(4 * 1024 * 1024)));
        }

        assertThat(buffer.poll(100, Duration.ZERO)).hasSize(4);
        assertThat(buffer.size()).isEqualTo(6);
    }

    @Test
    void closingEndsEveryWait() throws Exception {
        MessageBuffer buffer = buffer(BufferPolicy.BLOCK);
        fill(buffer, 3);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> add(buffer, "3"));

        buffer.close();

        waiting.get(10, TimeUnit.SECONDS);
        buffer.awaitDrained();
        buffer.put(confirmed("late"));
        assertThat(take(buffer)).doesNotContain("3", "late");
    }

    @Test
    void reportsAFailureAfterWhatCameBefore() throws Exception {
        MessageBuffer buffer = buffer(BufferPolicy.BLOCK);
        buffer.put(confirmed("a"));
        buffer.fail(new ConnectException("broker gone"));

        assertThat(take(buffer)).containsExactly("a");
        assertThatThrownBy(() -> buffer.poll(1, Duration.ZERO)).hasMessage("broker gone");
    }

    private MessageBuffer buffer(BufferPolicy policy) {
        return buffer(3, 1_000_000, policy, Duration.ofMinutes(1));
    }

    private MessageBuffer buffer(int capacity, long bytes, BufferPolicy policy, Duration longestBlock) {
        return new MessageBuffer(
                new DeliveryOptions(1_000, Duration.ofMinutes(5), capacity, bytes, policy), longestBlock, metrics);
    }

    private static void fill(MessageBuffer buffer, int messages) {
        IntStream.range(0, messages).forEach(i -> add(buffer, String.valueOf(i)));
    }

    private static void add(MessageBuffer buffer, String payload) {
        try {
            buffer.put(Messages.unconfirmed(payload));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ReceivedMessage confirmed(String payload) {
        return new ReceivedMessage(Messages.message("t", payload, 1, 1), null);
    }

    private static List<String> take(MessageBuffer buffer) throws InterruptedException {
        return buffer.poll(1_000, Duration.ZERO).stream().map(Messages::text).toList();
    }
}

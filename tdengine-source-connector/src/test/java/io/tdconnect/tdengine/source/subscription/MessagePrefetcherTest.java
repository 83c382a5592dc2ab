// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.tdengine.tmq.TmqMessage;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MessagePrefetcherTest {
    private static final TmqMessage MESSAGE = new TmqMessage("t", "d", 2, 0, 1, List.of(), List.of());

    private final Polls consumer = new Polls();

    @Test
    void aMessageComesWhileAnotherIsInWork() throws Exception {
        try (MessagePrefetcher polls = new MessagePrefetcher(consumer::poll)) {
            polls.begin();
            // The test does not wait for it.
            assertThat(consumer.polled.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(polls.underWay()).isTrue();
            assertThatThrownBy(polls::begin).isInstanceOf(IllegalStateException.class);
            long before = System.nanoTime();
            consumer.answers.add(MESSAGE);

            MessagePrefetcher.Polled polled = polls.take();

            assertThat(polled.message()).containsSame(MESSAGE);
            assertThat(polled.at()).isBetween(before, System.nanoTime());
            assertThat(polls.underWay()).isFalse();
            polls.settle();
            consumer.close();
        }
    }

    @Test
    void aFailureIsThrownAsItIsAndAnotherPollCanBegin() throws Exception {
        SQLException refused = new SQLException("refused", null, 0x4008);
        IllegalStateException broken = new IllegalStateException("broken");
        OutOfMemoryError full = new OutOfMemoryError("full");
        try (MessagePrefetcher polls = new MessagePrefetcher(consumer::poll)) {
            for (Throwable failure : List.of(refused, broken, full)) {
                consumer.answers.add(failure);
                polls.begin();
                assertThatThrownBy(polls::take).isSameAs(failure);
            }
            consumer.answers.add(refused);
            polls.begin();
            assertThatThrownBy(polls::settle).isSameAs(refused);
            consumer.answers.add(MESSAGE);
            polls.begin();
            assertThat(polls.take().message()).isPresent();
            consumer.close();
        }
    }

    @Test
    void closingEndsAPollThatWaits() throws Exception {
        MessagePrefetcher polls = new MessagePrefetcher(consumer::poll);
        polls.begin();
        assertThat(consumer.polled.await(30, TimeUnit.SECONDS)).isTrue();

        consumer.close();
        polls.close();

        Thread poller = consumer.thread;
        assertThat(poller).isNotNull();
        Awaitility.await().until(() -> !poller.isAlive());
        polls.close();
    }

    /** A consumer whose polls wait for the test's answers. */
    private static final class Polls {
        private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
        private final CountDownLatch polled = new CountDownLatch(1);
        private volatile @Nullable Thread thread;

        Optional<TmqMessage> poll() throws SQLException, InterruptedException {
            thread = Thread.currentThread();
            polled.countDown();
            Object answer = answers.take();
            if (answer instanceof SQLException failure) {
                throw failure;
            } else if (answer instanceof RuntimeException failure) {
                throw failure;
            } else if (answer instanceof Error failure) {
                throw failure;
            }
            return Optional.of((TmqMessage) answer);
        }

        void close() {
            answers.add(new SQLException("closed"));
        }
    }
}

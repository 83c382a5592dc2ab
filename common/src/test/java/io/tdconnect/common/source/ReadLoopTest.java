// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.retry.Retry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReadLoopTest {
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final AtomicInteger failures = new AtomicInteger();
    // Once by the thread that ends, once by the one that closes.
    private final AtomicInteger disconnects = new AtomicInteger();
    private final AtomicInteger tries = new AtomicInteger();
    private ReadLoop<String> loop = loop(() -> true, WAIT);

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void isFinishedOnceTheLastBatchIsPolled() throws Exception {
        loop = loop(
                () -> {
                    loop.handOver("batch " + tries.incrementAndGet());
                    return tries.get() == 2;
                },
                WAIT);

        loop.start();

        assertThat(loop.poll(WAIT)).isEqualTo("batch 1");
        assertThat(loop.finished()).isFalse();
        assertThat(loop.poll(WAIT)).isEqualTo("batch 2");
        while (!loop.finished()) {
            assertThat(loop.poll(Duration.ofMillis(1))).isNull();
        }
    }

    @Test
    void aFailedStepIsTriedAgainAfterTheRecovery() throws Exception {
        loop = loop(
                () -> {
                    loop.attempt(() -> {
                        if (tries.incrementAndGet() < 3) {
                            throw new IOException("away");
                        }
                        loop.handOver("read");
                    });
                    return true;
                },
                WAIT);

        loop.start();

        assertThat(loop.poll(WAIT)).isEqualTo("read");
        assertThat(failures).hasValue(2);
        loop.close();
        assertThat(disconnects).hasValue(2);
    }

    @Test
    void aStepThatHandsOverBeforeItFailsIsTriedBeyondTheDeadline() throws Exception {
        loop = loop(
                () -> {
                    loop.attempt(() -> {
                        loop.handOver("batch " + tries.incrementAndGet());
                        throw new IOException("cut");
                    });
                    return true;
                },
                Duration.ofMillis(20));

        loop.start();

        for (int i = 1; i <= 30; i++) {
            assertThat(loop.poll(WAIT)).isEqualTo("batch " + i);
        }
    }

    @Test
    void aFailureIsThrownByPollAfterTheBatchesBeforeIt() throws Exception {
        loop = loop(
                () -> {
                    loop.handOver("read");
                    loop.attempt(() -> {
                        throw new IOException("refused");
                    });
                    return true;
                },
                Duration.ZERO);

        loop.start();

        assertThat(loop.poll(WAIT)).isEqualTo("read");
        assertThatThrownBy(() -> loop.poll(WAIT))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Gave up after 1 failure")
                .hasMessageContaining("refused");
        assertThat(loop.finished()).isFalse();
    }

    @Test
    void anErrorOfTheSourceIsThrownByPollWithoutAnotherTry() {
        loop = loop(
                () -> {
                    loop.attempt(() -> {
                        tries.incrementAndGet();
                        throw new IllegalStateException("wrong");
                    });
                    return true;
                },
                WAIT);

        loop.start();

        assertThatThrownBy(() -> loop.poll(WAIT)).hasRootCauseMessage("wrong");
        assertThat(tries).hasValue(1);
        assertThat(failures).hasValue(0);
    }

    @Test
    void closingEndsAFullBufferAndAPause() throws Exception {
        CountDownLatch full = new CountDownLatch(4);
        loop = loop(
                () -> {
                    loop.handOver("batch");
                    full.countDown();
                    return false;
                },
                WAIT);
        loop.start();
        full.await();

        loop.close();

        assertThat(loop.isEnding()).isTrue();
        assertThat(disconnects).hasValue(2);
    }

    private ReadLoop<String> loop(ReadLoop.Round round, Duration deadline) {
        return new ReadLoop<>(
                "read-loop-test",
                round,
                failure -> {
                    failures.incrementAndGet();
                    return Duration.ofMillis(2);
                },
                disconnects::incrementAndGet,
                new Retry(deadline, Duration.ofMillis(1), Duration.ofMillis(1)));
    }
}

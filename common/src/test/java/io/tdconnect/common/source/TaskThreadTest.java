// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TaskThreadTest {
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final CountDownLatch running = new CountDownLatch(1);
    private @Nullable TaskThread thread;

    @Test
    void anErrorIsToldLikeAnException() throws Exception {
        Error error = new NoClassDefFoundError("a");

        started(() -> {
            throw error;
        });

        assertThat(failures.poll(10, TimeUnit.SECONDS)).isSameAs(error);
    }

    @Test
    void anInterruptionThatNobodyAskedForIsAFailure() throws Exception {
        started(() -> {
            Thread.currentThread().interrupt();
            Thread.sleep(10_000);
        });

        assertThat(failures.poll(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void closingEndsAPauseAndIsNoFailure() throws Exception {
        TaskThread paused = started(() -> {
            running.countDown();
            pause(Duration.ofDays(1));
        });
        running.await();

        paused.close();

        assertThat(paused.isEnding()).isTrue();
        assertThat(failures).isEmpty();
    }

    @Test
    void whatFailsBecauseOfTheEndIsNotTold() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        TaskThread failing = started(() -> {
            running.countDown();
            while (ended.getCount() > 0) {
                // As a client that is closed under a call, whatever interrupts it.
                awaitQuietly(ended);
            }
            throw new IllegalStateException("closed");
        });
        running.await();

        failing.end();
        ended.countDown();
        failing.close();

        assertThat(failures).isEmpty();
    }

    private TaskThread started(TaskThread.Body body) {
        TaskThread made = new TaskThread("test", body, failures::add);
        thread = made;
        made.start();
        return made;
    }

    private void pause(Duration duration) throws InterruptedException {
        TaskThread made = thread;
        if (made != null) {
            made.pause(duration);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            // Goes on waiting.
        }
    }
}

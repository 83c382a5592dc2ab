// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

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
                // Like a client that is closed during a call, and ignores interruptions.
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

    @Test
    void whoIsAskedToEndFinishesUninterrupted() throws Exception {
        CountDownLatch finish = new CountDownLatch(1);
        BlockingQueue<Boolean> interrupted = new LinkedBlockingQueue<>();
        TaskThread busy = started(() -> {
            running.countDown();
            finish.await();
            interrupted.add(Thread.currentThread().isInterrupted());
        });
        running.await();

        busy.askToEnd();

        assertThat(busy.isEnding()).isTrue();
        assertThat(busy.awaitEnd(Duration.ofMillis(1))).isFalse();
        finish.countDown();
        assertThat(busy.awaitEnd(Duration.ofSeconds(10))).isTrue();
        assertThat(interrupted).containsExactly(false);
    }

    @Test
    void anExceptionThatNobodyDeclaredIsToldToo() throws Exception {
        IOException undeclared = new IOException("a");

        started(() -> throwUndeclared(undeclared));

        assertThat(failures.poll(10, TimeUnit.SECONDS)).isSameAs(undeclared);
    }

    @Test
    void theThreadLogsWithTheContextOfItsMaker() throws Exception {
        BlockingQueue<String> contexts = new LinkedBlockingQueue<>();
        MDC.put("connector.context", "[made-here|task-0] ");
        TaskThread logging;
        ExecutorService pool;
        try {
            logging = new TaskThread("test", () -> contexts.add(MDC.get("connector.context")), failures::add);
            pool = TaskThread.executor("test-pool", 1);
        } finally {
            MDC.clear();
        }

        logging.start();

        assertThat(contexts.poll(10, TimeUnit.SECONDS)).isEqualTo("[made-here|task-0] ");
        assertThat(pool.submit(() -> MDC.get("connector.context")).get()).isEqualTo("[made-here|task-0] ");
        pool.shutdown();
    }

    @Test
    void theThreadsOfAPoolAreDaemonsWithItsNameAndItsFailuresAreThrown() {
        ExecutorService pool = TaskThread.executor("test-pool", 2);
        Error error = new NoClassDefFoundError("a");

        Future<Thread> thread = pool.submit(Thread::currentThread);
        Future<?> failing = pool.submit(() -> {
            throw error;
        });

        assertThat(thread).succeedsWithin(Duration.ofSeconds(10)).satisfies(made -> {
            assertThat(made.getName()).isEqualTo("test-pool");
            assertThat(made.isDaemon()).isTrue();
        });
        assertThat(failing)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .isSameAs(error);
        pool.shutdown();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwUndeclared(Throwable failure) throws E {
        throw (E) failure;
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
            // Continues to wait.
        }
    }
}

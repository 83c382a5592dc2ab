// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.source;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A thread that works for a task or a connector until it is closed, and reports if it ends earlier.
 *
 * <p>It is a daemon, and its log messages have the context of the thread that created it.
 */
public final class TaskThread implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TaskThread.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final Body body;
    private final Consumer<Throwable> onFailure;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final @Nullable Map<String, String> logContext = MDC.getCopyOfContextMap();
    private final Thread thread;

    /** What the thread does. */
    @FunctionalInterface
    public interface Body {
        /** Returns when the work is done, and throws InterruptedException when it is interrupted. */
        void run() throws InterruptedException;
    }

    /**
     * Does not start yet.
     *
     * @param onFailure receives, on this thread, the exception or error that ended the body, also an interruption without
     *     {@link #end}; it is not called after the end was requested
     */
    public TaskThread(String name, Body body, Consumer<Throwable> onFailure) {
        this.body = body;
        this.onFailure = onFailure;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /**
     * An executor with threads of this kind; results and failures are in the {@link java.util.concurrent.Future} of the work.
     *
     * @param name name of each thread
     * @param threads the largest number of threads; they are created when there is work for them
     */
    public static ExecutorService executor(String name, int threads) {
        Map<String, String> context = MDC.getCopyOfContextMap();
        return Executors.newFixedThreadPool(threads, work -> {
            Thread made = new Thread(() -> runIn(context, work), name);
            made.setDaemon(true);
            return made;
        });
    }

    /** Starts, once. */
    public void start() {
        thread.start();
    }

    /** Whether the end was requested. */
    public boolean isEnding() {
        return ending.getCount() == 0;
    }

    /**
     * Makes this thread wait.
     *
     * @throws InterruptedException when the end is requested
     */
    public void pause(Duration duration) throws InterruptedException {
        if (ending.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("closing");
        }
    }

    /** Requests the end, which wakes a {@link #pause} but interrupts no other call, for bodies that have work to finish. */
    public void askToEnd() {
        ending.countDown();
    }

    /** Requests the end without waiting for it, for callers that have to end calls of the thread before {@link #close}. */
    public void end() {
        askToEnd();
        thread.interrupt();
    }

    /**
     * Waits for the end; false if the thread does not end within {@code limit}, or the calling thread is interrupted, which
     * it then still is.
     *
     * @param limit at least a millisecond
     */
    public boolean awaitEnd(Duration limit) {
        try {
            thread.join(limit.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    /** Requests the end, and waits up to 10 s for it. */
    @Override
    public void close() {
        end();
        if (!awaitEnd(CLOSE_LIMIT)) {
            log.warn("Thread {} has not ended within {} s", thread.getName(), CLOSE_LIMIT.toSeconds());
        }
    }

    private void run() {
        runIn(logContext, this::runBody);
    }

    private void runBody() {
        try {
            body.run();
        } catch (Throwable e) {
            if (!isEnding()) {
                onFailure.accept(e);
            }
        }
    }

    private static void runIn(@Nullable Map<String, String> context, Runnable work) {
        if (context != null) {
            MDC.setContextMap(context);
        }
        work.run();
    }
}

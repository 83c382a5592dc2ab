// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.source;

import io.tdconnect.common.retry.Retry;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a server round by round, on a thread of its own, into a bounded buffer that {@code poll()} empties.
 *
 * <p>The source says what a round reads; the loop repeats what failed, waits between tries, and hands over batches and failures.
 *
 * @param <B> a batch, which one poll returns
 */
public final class ReadLoop<B> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReadLoop.class);
    private static final int BUFFERED_BATCHES = 4;

    private final Round round;
    private final Recovery recovery;
    private final Runnable disconnect;
    private final Retry retry;
    private final RecordBuffer<B> buffer = new RecordBuffer<>(BUFFERED_BATCHES);
    private final TaskThread thread;
    private long batches;
    private volatile boolean finished;

    /** Reads a part of the data of each split. */
    @FunctionalInterface
    public interface Round {
        /** Reads once and returns whether everything is read; the loop calls it again until then. */
        boolean read() throws InterruptedException;
    }

    /** A part of a round that is repeated as a whole when it fails. */
    @FunctionalInterface
    public interface Step {
        /**
         * Runs once.
         *
         * @throws RuntimeException which ends the loop
         * @throws Exception any other failure, after which the loop asks {@link Recovery} and tries again
         */
        void run() throws Exception;
    }

    /** What the source does about a failed step before the loop runs it again. */
    @FunctionalInterface
    public interface Recovery {
        /**
         * Prepares another try.
         *
         * @return how long the server wants the loop to wait; zero if it does not say
         * @throws ConnectException if another try cannot succeed; the message says what to change
         */
        Duration recover(Exception failure) throws InterruptedException;
    }

    /**
     * Does not start yet.
     *
     * @param name of the thread
     * @param disconnect ends calls to the server that are under way; may run on any thread and more than once
     */
    public ReadLoop(String name, Round round, Recovery recovery, Runnable disconnect, Retry retry) {
        this.round = round;
        this.recovery = recovery;
        this.disconnect = disconnect;
        this.retry = retry;
        thread = new TaskThread(name, this::run, buffer::fail);
    }

    /** Starts reading, once. */
    public void start() {
        thread.start();
    }

    /**
     * The next batch, null if none comes in time.
     *
     * @throws ConnectException if reading failed and all batches before the failure are polled
     */
    public @Nullable B poll(Duration wait) throws InterruptedException {
        List<B> next = buffer.poll(1, wait);
        return next.isEmpty() ? null : next.get(0);
    }

    /** Whether everything is read and polled. */
    public boolean finished() {
        return finished && buffer.size() == 0;
    }

    /** Hands a batch over, waiting while the buffer is full; for the thread of the loop. */
    public void handOver(B batch) throws InterruptedException {
        buffer.put(batch);
        batches++;
    }

    /**
     * Runs a step until it succeeds, or until the loop is closed; for the thread of the loop.
     *
     * @throws ConnectException if the failure cannot be cured by another try, or retries have taken too long
     */
    public void attempt(Step step) throws InterruptedException {
        while (!thread.isEnding()) {
            long before = batches;
            try {
                step.run();
                retry.succeeded();
                return;
            } catch (InterruptedException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                if (thread.isEnding()) {
                    return;
                }
                if (batches > before) {
                    // A step that always fails after some rows makes progress, too.
                    retry.succeeded();
                }
                pauseAfter(e);
            }
        }
    }

    /** Makes the thread of the loop wait; throws InterruptedException when the loop is closed. */
    public void pause(Duration duration) throws InterruptedException {
        thread.pause(duration);
    }

    /** Whether the loop is being closed. */
    public boolean isEnding() {
        return thread.isEnding();
    }

    /** Stops reading; what is in the buffer can still be polled. */
    @Override
    public void close() {
        thread.askToEnd();
        buffer.close();
        thread.end();
        disconnect.run();
        thread.close();
    }

    private void run() throws InterruptedException {
        try {
            boolean done = false;
            while (!done && !thread.isEnding()) {
                done = round.read();
            }
            finished = done;
        } finally {
            disconnect.run();
        }
    }

    private void pauseAfter(Exception failure) throws InterruptedException {
        Duration asked = recovery.recover(failure);
        Duration own = retry.failed(failure);
        Duration pause = asked.compareTo(own) > 0 ? asked : own;
        log.warn("Trying again in {} ms: {}", pause.toMillis(), String.valueOf(failure.getMessage()));
        thread.pause(pause);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.source.TaskThread;
import io.tdconnect.tdengine.tmq.TmqMessage;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a consumer on a thread of its own, so that the next message comes while one is worked on.
 *
 * <p>Between {@link #begin} and {@link #take} nothing else may be asked of the consumer. For use by one thread.
 */
final class PollAhead implements AutoCloseable {
    static final String THREAD = "tdengine-subscription-ahead";
    private static final Logger log = LoggerFactory.getLogger(PollAhead.class);
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private final Poll poll;
    private final ExecutorService thread;
    private @Nullable Future<Polled> polling;

    /** Asks a consumer for its next message. */
    interface Poll {
        Optional<TmqMessage> next() throws SQLException, InterruptedException;
    }

    /**
     * What a poll gave.
     *
     * @param at when it came, by {@link System#nanoTime}
     */
    record Polled(Optional<TmqMessage> message, long at) {}

    /** Polls a consumer that has subscribed; its owner closes it before this. */
    PollAhead(Poll poll) {
        this.poll = poll;
        thread = TaskThread.executor(THREAD, 1);
    }

    /** Whether a poll was begun whose result is not taken. */
    boolean underWay() {
        return polling != null;
    }

    /** Begins a poll; the one before must be taken. */
    void begin() {
        if (polling != null) {
            throw new IllegalStateException("A poll is under way");
        }
        polling = thread.submit(() -> new Polled(poll.next(), System.nanoTime()));
    }

    /**
     * Waits for the poll that was begun.
     *
     * @throws SQLException as the consumer threw it
     */
    Polled take() throws SQLException, InterruptedException {
        Future<Polled> begun = polling;
        if (begun == null) {
            throw new IllegalStateException("No poll is under way");
        }
        try {
            Polled polled = begun.get();
            polling = null;
            return polled;
        } catch (ExecutionException e) {
            polling = null;
            throw failure(e.getCause());
        }
    }

    /** Waits for a poll that is under way and forgets its result, which the server will tell again. */
    void settle() throws SQLException, InterruptedException {
        if (polling != null) {
            take();
        }
    }

    /** Ends the thread. */
    @Override
    public void close() {
        polling = null;
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("A poll goes on although its consumer is closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What ended work on a thread ahead, as that threw it; throws it itself if it is no SQLException. */
    static SQLException failure(@Nullable Throwable cause) {
        if (cause instanceof SQLException known) {
            return known;
        }
        if (cause instanceof RuntimeException unknown) {
            throw unknown;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException("Reading ahead failed", cause);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.subscription;

import io.tdconnect.tdengine.source.server.PrefetchThreads;
import io.tdconnect.tdengine.tmq.TmqMessage;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Polls a consumer on its own thread, so that the next message arrives while the current one is processed.
 *
 * <p>Between {@link #begin} and {@link #take} the consumer must not be used otherwise. For use by one thread.
 */
public final class MessagePrefetcher implements AutoCloseable {
    public static final String THREAD = "tdengine-subscription-ahead";

    private final Poll poll;
    private final PrefetchThreads thread;
    private @Nullable Future<Polled> polling;

    /** Asks a consumer for its next message. */
    public interface Poll {
        Optional<TmqMessage> next() throws SQLException, InterruptedException;
    }

    /**
     * The result of a poll.
     *
     * @param at when it came, by {@link System#nanoTime}
     */
    record Polled(Optional<TmqMessage> message, long at) {}

    /** Polls a consumer that has subscribed; close the consumer before this. */
    public MessagePrefetcher(Poll poll) {
        this.poll = poll;
        thread = new PrefetchThreads(THREAD, 1);
    }

    /** Whether a poll was begun and not taken yet. */
    boolean underWay() {
        return polling != null;
    }

    /** Begins a poll; the one before must be taken. */
    public void begin() {
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
    public Polled take() throws SQLException, InterruptedException {
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
            throw PrefetchThreads.failure(e.getCause());
        }
    }

    /** Waits for a poll that is under way and drops its message, which the server will send again. */
    void settle() throws SQLException, InterruptedException {
        if (polling != null) {
            take();
        }
    }

    /** Ends the thread. */
    @Override
    public void close() {
        polling = null;
        thread.close();
    }
}

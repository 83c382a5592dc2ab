// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.source;

import io.tdconnect.common.retry.Retry;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.connect.connector.ConnectorContext;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the list of what a connector divides among its tasks, and requests new tasks when it changes.
 *
 * @param <T> what is listed, such as the name of a measurement; compared by {@code equals}
 */
public final class ListWatch<T> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ListWatch.class);
    private static final Duration WHILE_EMPTY = Duration.ofSeconds(1);

    private final ConnectorContext context;
    private final Source<T> source;
    private final Duration interval;
    private final Retry retry;
    private final TaskThread thread;
    private volatile List<T> items = List.of();

    /** Asks the server for the list. */
    public interface Source<T> extends AutoCloseable {
        /** What is listed, in the plural. */
        String kind();

        /**
         * What is selected, in an order that is always the same.
         *
         * @throws ConnectException if another try cannot succeed
         * @throws InterruptedException when the watch is closed
         * @throws Exception any other failure, after which the watch tries again
         */
        List<T> list() throws Exception;

        /** How long the server wants to be left alone after a failure; zero if it does not say. */
        default Duration askedPause(Exception failure) {
            return Duration.ZERO;
        }

        /** Ends a request that is under way, on any thread. */
        default void disconnect() {
            close();
        }

        /** Frees what it holds, when no request is under way; may come after {@link #disconnect}. */
        @Override
        void close();
    }

    /** @param interval between two looks; an empty list is looked at each second */
    public ListWatch(ConnectorContext context, Source<T> source, Duration interval, Retry retry) {
        this.context = context;
        this.source = source;
        this.interval = interval;
        this.retry = retry;
        thread = new TaskThread(source.kind() + "-watch", this::watch, this::fail);
    }

    /**
     * Asks for the list and starts to watch it.
     *
     * @throws ConnectException if the server refuses; while it cannot be reached, the list stays empty
     */
    public void start() {
        try {
            items = source.list();
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while asking for the list of " + source.kind(), e);
        } catch (Exception e) {
            log.warn(
                    "The list of {} is not known yet, the connector has no tasks until then: {}",
                    source.kind(),
                    String.valueOf(e.getMessage()));
        }
        thread.start();
    }

    /** The list at the last look. */
    public List<T> items() {
        return items;
    }

    @Override
    public void close() {
        thread.askToEnd();
        source.disconnect();
        thread.close();
        source.close();
    }

    private void watch() throws InterruptedException {
        Duration pause = pause();
        while (true) {
            thread.pause(pause);
            pause = look();
        }
    }

    private Duration pause() {
        return items.isEmpty() ? WHILE_EMPTY : interval;
    }

    private void fail(Throwable cause) {
        context.raiseError(
                cause instanceof RuntimeException exception
                        ? exception
                        : new ConnectException(
                                "The connector no longer watches the list of " + source.kind() + ": " + cause, cause));
    }

    private Duration look() throws InterruptedException {
        try {
            List<T> before = items;
            items = source.list();
            retry.succeeded();
            if (!before.equals(items)) {
                log.info("{} {} now, {} before", items.size(), source.kind(), before.size());
                context.requestTaskReconfiguration();
            }
            return pause();
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            Duration own = retry.failed(e);
            Duration asked = source.askedPause(e);
            return asked.compareTo(own) > 0 ? asked : own;
        }
    }
}

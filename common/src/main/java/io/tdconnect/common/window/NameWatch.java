// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.window;

import io.tdconnect.common.http.ServerException;
import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.source.TaskThread;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.connect.connector.ConnectorContext;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the list of names that a connector reads, and requests new tasks when it changes. */
public final class NameWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NameWatch.class);

    private final ConnectorContext context;
    private final Source source;
    private final Duration interval;
    private final Retry retry;
    private final TaskThread thread;
    private volatile List<String> names = List.of();

    /** Asks the server for the names. */
    public interface Source extends AutoCloseable {
        /** What the names are, in the plural. */
        String kind();

        /**
         * The names that are selected, sorted.
         *
         * @throws IOException if the server does not answer
         * @throws ServerException if it cannot at the moment
         * @throws ConnectException if another try cannot succeed
         */
        List<String> list() throws IOException, ServerException;

        /** Ends a request that is under way. */
        @Override
        void close();
    }

    /** @param interval between two looks for new names */
    public NameWatch(ConnectorContext context, Source source, Duration interval, Retry retry) {
        this.context = context;
        this.source = source;
        this.interval = interval;
        this.retry = retry;
        thread = new TaskThread("names-watch", this::watch, this::fail);
    }

    /**
     * Lists the names and starts to watch them.
     *
     * @throws ConnectException if the server refuses; while it cannot be reached, the list stays empty
     */
    public void start() {
        try {
            names = source.list();
        } catch (IOException | ServerException e) {
            log.warn(
                    "The list of {} is not known yet, the connector has no tasks until then: {}",
                    source.kind(),
                    String.valueOf(e.getMessage()));
        }
        thread.start();
    }

    /** The names at the last look. */
    public List<String> names() {
        return names;
    }

    @Override
    public void close() {
        thread.end();
        source.close();
        thread.close();
    }

    private void watch() throws InterruptedException {
        Duration pause = names.isEmpty() ? Duration.ofSeconds(1) : interval;
        while (true) {
            thread.pause(pause);
            pause = look();
        }
    }

    private void fail(Throwable cause) {
        context.raiseError(
                cause instanceof RuntimeException exception
                        ? exception
                        : new ConnectException(
                                "The connector no longer watches the list of " + source.kind() + ": " + cause, cause));
    }

    private Duration look() {
        try {
            List<String> before = names;
            names = source.list();
            retry.succeeded();
            if (!before.equals(names)) {
                log.info("{} {} now, {} before", names.size(), source.kind(), before.size());
                context.requestTaskReconfiguration();
            }
            return interval;
        } catch (IOException | ServerException e) {
            return ServerException.pause(e, retry.failed(e));
        }
    }
}

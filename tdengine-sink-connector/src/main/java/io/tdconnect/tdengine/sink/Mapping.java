// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that maps the records of a put while the task fetches and converts the next ones. */
final class Mapping implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Mapping.class);
    private static final Duration END_LIMIT = Duration.ofSeconds(2);

    private final ExecutorService thread;
    private Future<?> work = CompletableFuture.completedFuture(null);
    private @Nullable ConnectException failure;

    /** @param name of the thread */
    Mapping(String name) {
        thread = Executors.newSingleThreadExecutor(run -> {
            Thread mapper = new Thread(run, name);
            mapper.setDaemon(true);
            return mapper;
        });
    }

    /** Begins with the next work; the one before has to be done. */
    void begin(Runnable next) {
        work = thread.submit(next);
    }

    /** Returns when the work is done. What the thread has changed belongs to the caller then. */
    void await() {
        try {
            work.get();
        } catch (ExecutionException e) {
            failure = new ConnectException("Mapping records failed unexpectedly: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while records are mapped", e);
        }
    }

    /** Why some of the records are not mapped, null if all are. */
    @Nullable
    ConnectException failure() {
        return failure;
    }

    /** Ends the thread. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("Records are still being mapped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

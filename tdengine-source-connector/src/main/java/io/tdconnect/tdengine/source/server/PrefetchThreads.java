// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.server;

import io.tdconnect.common.source.TaskThread;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that prefetch for another thread. */
public final class PrefetchThreads implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PrefetchThreads.class);
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private final String name;
    private final ExecutorService threads;

    public PrefetchThreads(String name, int count) {
        this.name = name;
        threads = TaskThread.executor(name, count);
    }

    public <T> Future<T> submit(Callable<T> reading) {
        return threads.submit(reading);
    }

    /** The failure of prefetching; throws it itself unless it is an SQLException. */
    public static SQLException failure(@Nullable Throwable cause) {
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

    /** Interrupts the threads and waits for their end; close their connections before. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("{} still reads although its connection is closed", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

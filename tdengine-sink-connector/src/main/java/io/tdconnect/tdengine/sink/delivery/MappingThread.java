// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.delivery;

import io.tdconnect.common.source.TaskThread;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that maps records in their order, while the task fetches and converts the next ones. */
final class MappingThread implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MappingThread.class);
    private static final Duration END_LIMIT = Duration.ofSeconds(2);

    private final ExecutorService thread;
    private volatile @Nullable ConnectException failure;
    private Future<?> last = CompletableFuture.completedFuture(null);
    private int added;

    /** @param name of the thread */
    MappingThread(String name) {
        thread = TaskThread.executor(name, 1);
    }

    /** Queues work; after a failure, queued work is skipped. */
    void submit(Runnable work) {
        last = thread.submit(() -> run(work));
        added++;
    }

    private void run(Runnable work) {
        if (failure == null) {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                failure = new ConnectException("Mapping records failed unexpectedly: " + e, e);
            }
        }
    }

    /** How often work was queued since all of it was last done; 0 if all is done. */
    int ahead() {
        return last.isDone() ? 0 : added;
    }

    /** Returns when all work is done. Afterwards the caller may use everything that the thread has changed. */
    void await() {
        try {
            last.get();
            added = 0;
        } catch (ExecutionException e) {
            throw new IllegalStateException("failures are caught where they occur", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while records are mapped", e);
        }
    }

    /** Why some records are not mapped; null if all are. */
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

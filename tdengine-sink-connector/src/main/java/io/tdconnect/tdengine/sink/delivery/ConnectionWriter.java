// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.delivery;

import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.source.TaskThread;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.TdengineOptions;
import io.tdconnect.tdengine.sink.metadata.MetadataChange;
import io.tdconnect.tdengine.sink.metadata.MetadataWriter;
import io.tdconnect.tdengine.sink.write.SinkConnection;
import io.tdconnect.tdengine.sink.write.SinkMetrics;
import io.tdconnect.tdengine.sink.write.TableWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection and its thread, which writes batches in the order in which they are handed over.
 *
 * <p>Only the thread uses the parts in {@link Target}, except for cutting the connection. It retries after transient
 * failures; after any other failure it returns the batch with the reason and ends.
 */
public final class ConnectionWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ConnectionWriter.class);
    private static final Duration END_LIMIT = Duration.ofSeconds(2);

    private final Target target;
    private final Retry retry;
    private final SinkMetrics metrics;
    private final Queue<InFlightBatch> finished;
    private final BlockingQueue<InFlightBatch> waiting = new LinkedBlockingQueue<>();
    private final Lock attempt = new ReentrantLock();
    private final String name;
    private final TaskThread thread;
    private volatile boolean backingOff;

    /** The parts of a connection's write path. */
    public record Target(SinkConnection connection, TableWriter rows, MetadataWriter metadata) {}

    /**
     * Starts the thread.
     *
     * @param name of the thread
     * @param finished receives the batches that are written or have failed
     */
    ConnectionWriter(String name, Target target, Retry retry, SinkMetrics metrics, Queue<InFlightBatch> finished) {
        this.metrics = metrics;
        this.target = target;
        this.retry = retry;
        this.finished = finished;
        this.name = name;
        thread = new TaskThread(name, this::run, this::endedBy);
        thread.start();
    }

    void handOver(InFlightBatch batch) {
        waiting.add(batch);
    }

    /** Whether it waits before a retry. */
    boolean backingOff() {
        return backingOff;
    }

    /** Cuts a lost connection: otherwise the driver waits for an answer that cannot come. */
    void checkConnection() {
        if (target.connection().isLost()) {
            target.connection().abort();
        }
    }

    /**
     * Returns when no row that was dropped before the call is on its way to the server.
     *
     * @param limit after which the connection is cut
     */
    void awaitAttempt(Duration limit) throws InterruptedException {
        if (!attempt.tryLock(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            log.warn("No answer from TDengine within {}; dropping the connection", limit);
            target.connection().abort();
            attempt.lockInterruptibly();
        }
        attempt.unlock();
    }

    /** Asks the thread to end; batches that are not written yet will not be. */
    void interrupt() {
        thread.end();
    }

    /** Ends the thread and closes the connection. */
    @Override
    public void close() {
        interrupt();
        if (!thread.awaitEnd(END_LIMIT)) {
            target.connection().abort();
            if (!thread.awaitEnd(END_LIMIT)) {
                log.warn("{} has not ended yet", name);
            }
        }
    }

    private void run() throws InterruptedException {
        try {
            boolean usable = true;
            while (usable) {
                InFlightBatch batch = waiting.take();
                usable = batch.barrier() == null ? deliver(batch) : pass(batch.barrier(), batch);
                finished.add(batch);
            }
        } finally {
            target.connection().close();
        }
    }

    /** Makes the task fail: the batches that wait for the thread would never be written. */
    private void endedBy(Throwable reason) {
        finished.add(InFlightBatch.failure(new ConnectException(name + " has ended unexpectedly: " + reason, reason)));
    }

    /**
     * Makes a change while all other connections wait, or waits for the one that makes it; false if the change has
     * failed.
     */
    private boolean pass(Barrier barrier, InFlightBatch batch) throws InterruptedException {
        if (!batch.leads()) {
            barrier.await();
            target.rows().tablesChanged();
            return true;
        }
        barrier.awaitOthers();
        boolean made = deliver(batch);
        if (made) {
            target.rows().tablesChanged();
            barrier.open();
        }
        return made;
    }

    /** Writes a batch, with retries; false if it has failed. */
    private boolean deliver(InFlightBatch batch) throws InterruptedException {
        try {
            Duration pause = attempt(batch);
            while (!pause.isZero()) {
                backingOff = true;
                Thread.sleep(pause.toMillis());
                pause = attempt(batch);
            }
            return true;
        } catch (ConnectException e) {
            batch.failed(e);
        } catch (RuntimeException | Error e) {
            // An Error too: if the thread ended silently, the task would wait for it and stay RUNNING.
            batch.failed(new ConnectException("Writing failed unexpectedly: " + e, e));
        } finally {
            backingOff = false;
        }
        return false;
    }

    /** Writes the batch, or returns how long to wait before the next attempt. */
    private Duration attempt(InFlightBatch batch) throws InterruptedException {
        attempt.lockInterruptibly();
        try {
            MetadataChange change = batch.change();
            batch.written(
                    change == null
                            ? target.rows().writeRows(batch.rows())
                            : target.metadata().apply(change));
            retry.succeeded();
            if (backingOff) {
                log.info("TDengine can be written again");
            }
            return Duration.ZERO;
        } catch (SQLException e) {
            // The driver turns the interruption into an SQLException.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return pauseAfter(e);
        } finally {
            attempt.unlock();
        }
    }

    private Duration pauseAfter(SQLException e) {
        ErrorClass error = TdengineErrors.classify(e);
        // Tables that others keep changing are as transient as an unreachable server.
        if (error != ErrorClass.RETRIABLE && !error.outOfDate()) {
            throw new ConnectException(advice(error) + e.getMessage(), e);
        }
        if (!isOfManagement(TdengineErrors.code(e))) {
            target.connection().reset();
        }
        Duration pause = retry.failed(e);
        metrics.retried();
        log.warn("TDengine cannot be written now, next try in {} ms: {}", pause.toMillis(), e.getMessage());
        return pause.isZero() ? Duration.ofMillis(1) : pause;
    }

    /** Whether the error concerns a definition, such as a conflict with another change: the connection is still usable. */
    private static boolean isOfManagement(int code) {
        return code >= 0x320 && code <= 0x3df;
    }

    private static String advice(ErrorClass error) {
        return switch (error) {
            case AUTHENTICATION ->
                "TDengine refuses the user; check " + TdengineOptions.USER + " and " + TdengineOptions.PASSWORD + ": ";
            case PERMISSION -> "The user of " + TdengineOptions.USER + " may not do this: ";
            default -> "TDengine refuses to write: ";
        };
    }
}

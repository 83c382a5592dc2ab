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
 * A connection with the thread that writes on it, batch after batch in the order in which they are handed over.
 *
 * <p>The thread owns everything in its {@link Target}. It waits out passing faults by itself; after one that does
 * not pass it hands the batch back with the reason and ends.
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

    /** The parts of a connection's write path; one thread uses them. */
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

    /** Whether it waits for a passing fault to end. */
    boolean backingOff() {
        return backingOff;
    }

    /** Makes the thread notice that its connection is gone: the driver lets it wait for an answer that cannot come. */
    void checkConnection() {
        if (target.connection().isLost()) {
            target.connection().abort();
        }
    }

    /**
     * Returns when no row is on its way to the server that was dropped before the call.
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

    /** Asks the thread to end; what is not written yet will not be. */
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

    /** Has the task fail: what waits for the thread would never be written. */
    private void endedBy(Throwable reason) {
        finished.add(InFlightBatch.failure(new ConnectException(name + " has ended unexpectedly: " + reason, reason)));
    }

    /** Makes a change while all other lanes wait, or waits for the lane that makes it; false if it has failed. */
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

    /** Whether it is written. */
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
            // An Error too: a lane that ended in silence would leave the task waiting for it, and running.
            batch.failed(new ConnectException("Writing failed unexpectedly: " + e, e));
        } finally {
            backingOff = false;
        }
        return false;
    }

    /** Writes the batch, or says how long to wait before the next try. */
    private Duration attempt(InFlightBatch batch) throws InterruptedException {
        attempt.lockInterruptibly();
        try {
            MetadataChange change = batch.change();
            batch.written(
                    change == null
                            ? target.rows().write(batch.rows())
                            : target.metadata().apply(change));
            retry.succeeded();
            if (backingOff) {
                log.info("TDengine can be written again");
            }
            return Duration.ZERO;
        } catch (SQLException e) {
            // The driver turns the interruption into a failure of its own.
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
        // Tables that others change without an end are as passing as a server that is away.
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

    /** Whether the answer is about a definition, such as a conflict with another change of it: the connection is all right. */
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

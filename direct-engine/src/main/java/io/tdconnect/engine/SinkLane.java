// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import io.tdconnect.common.source.TaskThread;
import io.tdconnect.engine.errors.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes records and gives them to a sink task, on a thread of its own, until the end is asked for and nothing is left. */
final class SinkLane {
    private static final Logger log = LoggerFactory.getLogger(SinkLane.class);
    private static final long LONGEST_WAIT = 200;
    private static final int MOST_UNCONFIRMED = 50_000;

    private final Supplier<SinkSession> sessions;
    private final Inlet inlet;
    private final boolean patient;
    private final Counters counters;
    private final TaskThread thread;
    private volatile boolean ending;
    private volatile boolean leaving;
    private volatile boolean giveUp;
    private volatile String problem = "";
    private volatile long waiting;
    private volatile long oldestNanos;

    /**
     * Does not start yet.
     *
     * @param sessions makes a session with a new task
     * @param patient whether a failed task is replaced by another one again and again, since the records are safe on disk
     */
    SinkLane(
            String name,
            Supplier<SinkSession> sessions,
            Inlet inlet,
            boolean patient,
            Counters counters,
            Consumer<Throwable> onFailure) {
        this.sessions = sessions;
        this.inlet = inlet;
        this.patient = patient;
        this.counters = counters;
        oldestNanos = System.nanoTime();
        thread = new TaskThread(name, this::run, onFailure);
    }

    void start() {
        thread.start();
    }

    private void run() throws InterruptedException {
        Backoff backoff = new Backoff();
        List<Delivery> rest = List.of();
        while (true) {
            SinkSession session = sessions.get();
            long before = counters.written.sum();
            RuntimeException failure;
            try {
                failure = serve(session, rest);
            } finally {
                session.close();
            }
            if (failure == null || giveUp) {
                return;
            }
            if (counters.written.sum() > before) {
                backoff.succeeded();
            }
            long pause = backoff.next();
            problem = "the target fails: " + failure.getMessage();
            counters.retries.increment();
            log.error("The sink has failed; the queue keeps the records, next try in {} ms", pause, failure);
            rest = session.takeBack();
            thread.pause(Duration.ofMillis(pause));
        }
    }

    /** Returns when the end is reached, or with the failure if another session is to go on. */
    private @Nullable RuntimeException serve(SinkSession session, List<Delivery> rest) throws InterruptedException {
        try {
            session.start();
            List<Delivery> records = rest;
            while (true) {
                long refusedFor = session.deliver(records);
                problem = refusedFor > 0 ? "the target asks to wait" : "";
                if (session.commitDue()) {
                    session.commit();
                }
                inlet.settle();
                waiting = session.size();
                oldestNanos = session.oldestNanos();
                if (giveUp || (ending && session.isEmpty() && inlet.isEmpty())) {
                    return null;
                }
                records = take(session, refusedFor);
            }
        } catch (IOException e) {
            throw new ConnectException("The files of the task cannot be written: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            if (patient && !leaving) {
                return e;
            }
            throw e;
        }
    }

    private List<Delivery> take(SinkSession session, long refusedFor) throws IOException, InterruptedException {
        long wait = session.longestWait(LONGEST_WAIT);
        if (refusedFor == 0 && session.canTake() && session.size() < MOST_UNCONFIRMED) {
            return inlet.take(wait);
        }
        Thread.sleep(refusedFor > 0 ? Math.min(refusedFor, LONGEST_WAIT) : Math.min(wait, LONGEST_WAIT));
        return List.of();
    }

    /** Asks for the end, once nothing is left. */
    void finish() {
        ending = true;
    }

    /** Asks for the end; what is on disk may stay there. */
    void finishWithoutRest() {
        inlet.leaveRest();
        leaving = true;
        ending = true;
    }

    boolean awaitEnd(Duration limit) {
        return thread.awaitEnd(limit);
    }

    /** Ends, also if records are left. */
    void close() {
        giveUp = true;
        if (!thread.awaitEnd(Duration.ofMillis(5 * LONGEST_WAIT))) {
            thread.close();
        }
    }

    /** What keeps the records from being written, in words; empty if nothing does. */
    String problem() {
        return problem;
    }

    long waiting() {
        return waiting;
    }

    /** Zero without waiting records. */
    Duration lag() {
        return waiting == 0 ? Duration.ZERO : Duration.ofNanos(Math.max(0, System.nanoTime() - oldestNanos));
    }
}

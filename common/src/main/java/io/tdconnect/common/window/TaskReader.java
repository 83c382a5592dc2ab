// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.window;

import io.tdconnect.common.http.ServerException;
import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.source.ReadLoop;
import io.tdconnect.common.source.ReadOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the splits of a task in turn. */
public final class TaskReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TaskReader.class);

    private final Server server;
    private final TimeOptions time;
    private final ReadMetrics metrics;
    private final ReadLoop<PointBatch> loop;
    private List<SplitReader> splits = List.of();
    private volatile double share;
    private long horizon = Long.MIN_VALUE;

    /** The server that a task reads. For use by one thread, except {@link #close}. */
    public interface Server extends AutoCloseable {
        /**
         * Looks at the server before a round.
         *
         * @param names that are read
         * @return the time of its clock, since the clock here may be ahead of it
         */
        Instant look(List<String> names) throws IOException, ServerException;

        /** The queries for a split; null if the server has nothing under its name. */
        @Nullable
        WindowQueries queries(TimeSplit split);

        /** The message of a failure that another try cannot cure, with the option to check. */
        String message(ServerException failure);

        /** Makes the current request and all later ones fail. */
        @Override
        void close();
    }

    /**
     * Does not read yet.
     *
     * @param name of the thread
     */
    public TaskReader(String name, Server server, TimeOptions time, Retry retry, ReadMetrics metrics) {
        this.server = server;
        this.time = time;
        this.metrics = metrics;
        loop = new ReadLoop<>(name, this::round, this::recover, server::close, retry);
        metrics.finishedWhen(this::finished);
    }

    /** Starts to read the splits in this order, once. */
    public void start(List<SplitReader> readers) {
        splits = List.copyOf(readers);
        loop.start();
    }

    /** Takes a batch of a split; waits while the buffer is full. */
    public void accept(PointBatch batch) throws InterruptedException {
        loop.handOver(batch);
        metrics.addPoints(batch.points());
    }

    /** The next batch, null if none comes in time. */
    public @Nullable PointBatch poll(Duration wait) throws InterruptedException {
        return loop.poll(wait);
    }

    /** Whether the end is reached and everything is polled. */
    public boolean finished() {
        // Without an end there may be nothing to read yet.
        return time.end() != TimeSplit.ENDLESS && loop.finished();
    }

    /** The share of the time until the end that is read, from 0 to 1; NaN without an end. */
    public double shareDone() {
        if (time.end() == TimeSplit.ENDLESS) {
            return Double.NaN;
        }
        return finished() ? 1 : share;
    }

    @Override
    public void close() {
        loop.close();
    }

    /** Reads a window of each split; returns whether all are at their end. */
    private boolean round() throws InterruptedException {
        loop.attempt(this::look);
        boolean done = true;
        boolean upToDate = true;
        for (SplitReader split : splits) {
            ReadOutcome[] outcome = {ReadOutcome.PROGRESS};
            loop.attempt(() -> outcome[0] = split.readWindow(server.queries(split.split()), horizon));
            done &= outcome[0] == ReadOutcome.DONE;
            upToDate &= outcome[0] != ReadOutcome.PROGRESS;
            if (outcome[0] == ReadOutcome.PROGRESS) {
                metrics.addWindow();
            }
            metrics.logProgress(splits, split, horizon);
            metrics.addParts(splits, horizon, false);
        }
        share = splits.stream()
                .mapToDouble(split -> split.share(horizon))
                .average()
                .orElse(1);
        if (done || upToDate) {
            metrics.addParts(splits, horizon, true);
        }
        if (done) {
            log.info("Everything until {} is read", TimeOptions.END_TIME);
        } else if (upToDate) {
            loop.pause(time.pollInterval());
        }
        return done;
    }

    private void look() throws IOException, ServerException {
        List<String> names =
                splits.stream().map(split -> split.split().name()).distinct().toList();
        Instant settled = server.look(names).minus(time.delay());
        horizon = Math.max(horizon, settled.getEpochSecond() * 1_000_000_000L + settled.getNano());
    }

    private Duration recover(Exception failure) {
        metrics.addFailure();
        if (failure instanceof ServerException answered) {
            if (!answered.passing()) {
                throw new ConnectException(server.message(answered), failure);
            }
            return answered.askedPause();
        }
        return Duration.ZERO;
    }
}

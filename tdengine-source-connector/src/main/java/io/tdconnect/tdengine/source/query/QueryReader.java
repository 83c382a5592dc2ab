// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.query;

import io.tdconnect.common.metrics.Gauge;
import io.tdconnect.common.metrics.PartProgress;
import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.source.ReadLoop;
import io.tdconnect.common.source.ReadOutcome;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.source.mode.RecordBatch;
import io.tdconnect.tdengine.source.mode.TaskReader;
import io.tdconnect.tdengine.source.record.RecordOptions;
import io.tdconnect.tdengine.source.server.QueryClient;
import io.tdconnect.tdengine.source.server.SplitDiscovery;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the splits of a task in turn, on a thread of its own, into a bounded buffer. */
public final class QueryReader implements TaskReader {
    private static final Logger log = LoggerFactory.getLogger(QueryReader.class);

    private final Connector connector;
    private final QueryOptions query;
    private final TaskSplits splits;
    private final QueryMetrics metrics = new QueryMetrics();
    private final ReadLoop<RecordBatch> loop;
    private final PartProgress parts = new PartProgress();
    private volatile @Nullable QueryClient client;
    private volatile double share;
    private long nextRefresh = System.nanoTime();

    /** Opens connections. */
    public interface Connector {
        QueryClient connect() throws SQLException, InterruptedException;
    }

    public QueryReader(
            Connector connector,
            Retry retry,
            QueryOptions query,
            SplitDiscovery discovery,
            RecordOptions records,
            TaskSplits.Offsets offsets) {
        this.connector = connector;
        this.query = query;
        splits = new TaskSplits(discovery, query, records, offsets, this::accept);
        loop = new ReadLoop<>("tdengine-source-queries", this::round, this::recover, this::closeClient, retry);
    }

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public @Nullable RecordBatch poll(Duration wait) throws InterruptedException {
        return loop.poll(wait);
    }

    @Override
    public List<Gauge> gauges() {
        List<Gauge> gauges = new ArrayList<>(metrics.gauges());
        gauges.add(new Gauge(
                "finished",
                "1 after all rows of a history or until end.time are read, else 0.",
                () -> finished() ? 1L : 0L));
        return gauges;
    }

    @Override
    public PartProgress parts() {
        return parts;
    }

    /** Whether everything is read and polled. */
    @Override
    public boolean finished() {
        return loop.finished();
    }

    /** The share of the tables that are read. */
    @Override
    public double shareDone() {
        return query.ends() ? share : Double.NaN;
    }

    @Override
    public void close() {
        loop.close();
    }

    private void accept(RecordBatch batch, int rows) throws InterruptedException {
        loop.handOver(batch);
        metrics.rowsRead(rows);
    }

    /** Reads a window of each split that is due; returns whether all are at their end. */
    private boolean round() throws InterruptedException {
        Instant[] now = {Instant.EPOCH};
        attempt(connected -> now[0] = connected.now());
        if (nextRefresh - System.nanoTime() <= 0) {
            attempt(connected -> splits.refresh(connected, now[0]));
            nextRefresh = System.nanoTime() + query.tables().refresh().toNanos();
        }
        long horizon = splits.horizon(now[0]);
        List<ScheduledSplit> all = splits.scheduled();
        // With several splits each would have its next window waiting on the server for the rest of the round.
        boolean ahead = all.size() == 1;
        for (ScheduledSplit scheduled : all) {
            if (!scheduled.over() && scheduled.remaining(System.nanoTime()) <= 0) {
                attempt(connected -> readSplit(connected, scheduled, horizon, ahead));
                parts.update(() -> all.stream().map(ScheduledSplit::part).toList());
            }
        }
        metrics.roundEnded(all.size(), splits.lag(horizon));
        parts.update(() -> all.stream().map(ScheduledSplit::part).toList());
        long done = all.stream().filter(ScheduledSplit::over).count();
        share = all.isEmpty() ? 1 : (double) done / all.size();
        // A task may have no table of a history.
        boolean over = query.ends()
                && done == all.size()
                && (!all.isEmpty() || !query.mode().endless());
        if (over) {
            parts.set(all.stream().map(ScheduledSplit::part).toList());
            log.info("All selected rows are read");
        } else if (!loop.isEnding()) {
            awaitDue(all);
        }
        return over;
    }

    private void readSplit(QueryClient connected, ScheduledSplit scheduled, long horizon, boolean ahead)
            throws SQLException, InterruptedException {
        long started = System.nanoTime();
        try {
            ReadOutcome outcome = scheduled.reader().readNext(connected, horizon, ahead);
            if (outcome == ReadOutcome.PROGRESS) {
                metrics.windowRead();
            } else if (outcome == ReadOutcome.DONE) {
                scheduled.finish();
            } else {
                scheduled.postpone(started + query.times().interval().toNanos());
            }
        } catch (SQLException e) {
            if (TdengineErrors.classify(e) != ErrorClass.TABLE_MISSING) {
                throw e;
            }
            splits.dropped(scheduled.reader().split());
            nextRefresh = System.nanoTime();
        }
    }

    private void awaitDue(List<ScheduledSplit> all) throws InterruptedException {
        long now = System.nanoTime();
        long wait = nextRefresh - now;
        for (ScheduledSplit scheduled : all) {
            wait = scheduled.over() ? wait : Math.min(wait, scheduled.remaining(now));
        }
        if (wait > 0) {
            loop.pause(Duration.ofNanos(wait));
        }
    }

    private interface Step {
        void run(QueryClient connected) throws SQLException, InterruptedException;
    }

    /** Runs a step until it succeeds; a split goes on where it was interrupted. */
    private void attempt(Step step) throws InterruptedException {
        loop.attempt(() -> step.run(connected()));
    }

    private Duration recover(Exception failure) throws InterruptedException {
        metrics.failed();
        // The connection may be in the middle of a result.
        closeClient();
        SQLException refused = failure instanceof SQLException sql ? sql : new SQLException(failure);
        ErrorClass meaning = TdengineErrors.classify(refused);
        if (meaning == ErrorClass.COLUMN_MISSING || meaning == ErrorClass.OUT_OF_DATE) {
            refreshForChange();
        } else if (meaning != ErrorClass.RETRIABLE && meaning != ErrorClass.TABLE_MISSING) {
            throw new ConnectException(QueryFailureMessages.of(refused, splits.database()), failure);
        }
        return Duration.ZERO;
    }

    /** The columns of a supertable have just changed. */
    private void refreshForChange() throws InterruptedException {
        try {
            splits.refresh(connected(), Instant.now());
        } catch (SQLException e) {
            log.debug("Listing the tables failed", e);
        }
    }

    private QueryClient connected() throws SQLException, InterruptedException {
        QueryClient current = client;
        if (current == null) {
            current = connector.connect();
            client = current;
            if (loop.isEnding()) {
                closeClient();
                throw new InterruptedException();
            }
        }
        return current;
    }

    private void closeClient() {
        QueryClient current = client;
        client = null;
        if (current != null) {
            current.close();
        }
    }
}

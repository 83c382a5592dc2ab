// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.query;

import io.tdconnect.common.source.AdaptiveWindow;
import io.tdconnect.common.source.LateRowFilter;
import io.tdconnect.common.source.ReadOutcome;
import io.tdconnect.common.source.RecordCopy;
import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.GatewayException;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.block.BlockConsumer;
import io.tdconnect.tdengine.source.mode.RecordBatch;
import io.tdconnect.tdengine.source.server.QueryClient;
import io.tdconnect.tdengine.source.server.QuerySql;
import io.tdconnect.tdengine.source.server.SplitDescription;
import io.tdconnect.tdengine.source.server.SplitRange;
import io.tdconnect.tdengine.source.server.TableSplit;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a split window by window and keeps its position. For use by one thread. */
final class SplitReader {
    private static final Logger log = LoggerFactory.getLogger(SplitReader.class);
    private static final int MOST_SEEN = 1_000_000;
    private static final int OUT_OF_MEMORY = 0x102;
    private static final int SERVER_TIMEOUT = 0x12c;

    private final Limits limits;
    private final String database;
    private final Precision precision;
    private final Output output;
    private final SplitRows rows;
    private final AdaptiveWindow window;
    private final LateRowFilter seen;
    private SplitDescription source;
    private SplitPosition position;
    private boolean seek = true;
    private long rowsRead;
    private boolean rechecking;
    private long unsettled = Long.MAX_VALUE;
    /** The window that is being prefetched; null if none. */
    private @Nullable SplitRange expected;

    /**
     * Limits of reading; times in units of the database.
     *
     * @param end before which rows are wanted; {@link Long#MAX_VALUE} for no end
     * @param endless whether reading goes on with new rows
     * @param excursion how long rows may be late
     * @param longestWindow of a query
     * @param windowRows that a window should have at most
     */
    record Limits(long end, boolean endless, long excursion, long longestWindow, long windowRows) {}

    /** Takes batches. */
    interface Output {
        void accept(RecordBatch batch, int rows) throws InterruptedException;
    }

    SplitReader(
            SplitDescription source, SplitPosition position, Limits limits, SplitRows.Target target, Output output) {
        this.source = source;
        this.position = position;
        this.limits = limits;
        this.output = output;
        database = target.database();
        precision = target.shapes().precision();
        rows = new SplitRows(source, target, new Batches());
        long second = precision.perSecond();
        window = new AdaptiveWindow(86_400 * second, second / 1_000, limits.longestWindow, limits.windowRows);
        seen = new LateRowFilter(limits.excursion == 0 ? 0 : MOST_SEEN);
    }

    TableSplit split() {
        return source.split();
    }

    SplitPosition position() {
        return position;
    }

    /** Rows that it has read. */
    long rowsRead() {
        return rowsRead;
    }

    long uid() {
        return source.uid();
    }

    /** Tags, columns or subtables have changed. */
    void refresh(SplitDescription newSource) {
        source = newSource;
        rows.refresh(newSource);
    }

    /**
     * Reads the next window.
     *
     * @param horizon time before which rows are read; {@link Long#MAX_VALUE} if all are
     * @param ahead whether to prefetch the window after it, since this reader also reads next
     */
    ReadOutcome readNext(QueryClient client, long horizon, boolean ahead) throws SQLException, InterruptedException {
        long limit = Math.min(limits.end, horizon);
        unsettled = limits.excursion == 0 ? Long.MAX_VALUE : horizon - limits.excursion;
        if (position.time() < limit && seek && limit - window.length() > position.time()) {
            seek = false;
            if (!seekFirst(client, limit)) {
                return outcome(limit);
            }
        }
        if (position.time() < limit) {
            readWindow(client, limit, ahead);
            if (position.time() < limit) {
                return ReadOutcome.PROGRESS;
            }
        }
        return recheck(client, limit) ? ReadOutcome.PROGRESS : outcome(limit);
    }

    private ReadOutcome outcome(long limit) {
        boolean over = !limits.endless || position.time() >= limits.end;
        return over && position.time() >= limit && (limits.excursion == 0 || position.rechecked() >= limits.end)
                ? ReadOutcome.DONE
                : ReadOutcome.UP_TO_DATE;
    }

    /** Moves to the first row; returns whether there is one. */
    private boolean seekFirst(QueryClient client, long limit) throws SQLException, InterruptedException {
        List<List<@Nullable Object>> first =
                client.rows(QuerySql.first(database, split(), source.tables(), position.time(), limit));
        Object time = first.isEmpty() ? null : first.get(0).get(0);
        position = movedTo(time instanceof Long found ? found : limit);
        return time != null;
    }

    private void readWindow(QueryClient client, long limit, boolean ahead) throws SQLException, InterruptedException {
        long from = position.time();
        long to = windowFrom(from, limit).to();
        expected = null;
        if (to > unsettled) {
            seen.startWindow(to);
        }
        rechecking = false;
        try {
            rows.begin((table, time, row) -> {
                if (time >= unsettled) {
                    seen.add(table, time, row);
                }
                return true;
            });
            SplitRange next = windowFrom(to, limit);
            // Rows may still arrive for times that are not settled, so these are not prefetched.
            boolean wanted = ahead && to < limit && next.to() <= unsettled;
            client.readRange(range(from, to), wanted ? expecting(client, next) : rows);
            rows.end();
        } catch (SQLException e) {
            shorten(e, to - position.time());
            throw e;
        }
        position = movedTo(to);
        seek = rows.rows() == 0;
        window.read(to - from, rows.rows());
    }

    /** The window that starts at a time: the prefetched one, or one of the current length. */
    private SplitRange windowFrom(long from, long limit) {
        SplitRange asked = expected;
        return asked != null && asked.from() == from && asked.to() <= limit
                ? asked
                : range(from, window.endFrom(from, limit));
    }

    /** Takes the rows, and prefetches a window at the first block, when the server has finished sorting. */
    private BlockConsumer expecting(QueryClient client, SplitRange next) {
        return block -> {
            if (expected == null) {
                client.expect(next);
                expected = next;
            }
            rows.accept(block);
        };
    }

    private SplitRange range(long from, long to) {
        return new SplitRange(database, split(), source.tables(), from, to);
    }

    /** The position after everything before a time is read; rows that are old enough need not be read again. */
    private SplitPosition movedTo(long time) {
        boolean settledSoFar = position.rechecked() == position.time();
        SplitPosition moved = position.movedTo(time);
        return settledSoFar ? moved.recheckedTo(Math.max(position.time(), Math.min(time, unsettled))) : moved;
    }

    /** Reads a range again that is too old for further late rows; returns whether there was one. */
    private boolean recheck(QueryClient client, long limit) throws SQLException, InterruptedException {
        long settled = Math.min(limit, unsettled);
        long enough = settled == limits.end ? 1 : limits.excursion / 4 + 1;
        if (limits.excursion == 0 || settled - position.rechecked() < Math.min(enough, window.length())) {
            return false;
        }
        long from = position.rechecked();
        long to = window.endFrom(from, settled);
        rechecking = true;
        rows.begin((table, time, row) -> !seen.contains(table, time, row));
        client.readRange(range(from, to), rows);
        rows.end();
        position = position.recheckedTo(to);
        seen.forgetUntil(to);
        return true;
    }

    /** Gives records the position before them, and the last one the position after them. */
    private final class Batches implements SplitRows.Sink {
        @Override
        public Map<String, ?> offset() {
            return position.toMap(precision);
        }

        @Override
        public void accept(List<SourceRecord> records, int count, long last) throws InterruptedException {
            SplitPosition after = rechecking || last == Long.MAX_VALUE ? position : movedTo(last + 1);
            if (records.isEmpty()) {
                // All rows were too large; the records after them carry the position.
                position = after;
                return;
            }
            int end = records.size() - 1;
            records.set(end, RecordCopy.withOffset(records.get(end), after.toMap(precision)));
            output.accept(new RecordBatch(records, true), count);
            rowsRead += count;
            position = after;
        }
    }

    private void shorten(SQLException failure, long length) {
        int code = TdengineErrors.code(failure);
        boolean tooMuch = code == GatewayException.TIMEOUT || code == OUT_OF_MEMORY || code == SERVER_TIMEOUT;
        if (tooMuch && window.divisible(length)) {
            window.tooMuch(length);
            log.warn(
                    "{}: a window was too much for TDengine, going on with a shorter one: {}",
                    split(),
                    failure.getMessage());
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb.read;

import io.tdconnect.common.http.ServerException;
import io.tdconnect.common.window.PointRecords;
import io.tdconnect.common.window.SegmentRows;
import io.tdconnect.common.window.WindowQueries;
import io.tdconnect.opentsdb.client.AnswerReader;
import io.tdconnect.opentsdb.client.OpenTsdbClient;
import io.tdconnect.opentsdb.record.PointConverter;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queries for the points of a metric. */
final class MetricQueries implements WindowQueries {
    private static final Logger log = LoggerFactory.getLogger(MetricQueries.class);
    private static final long NANOS_PER_MILLI = 1_000_000L;
    /** How many times as long as a window a range may be in which points are searched. */
    private static final int LONGEST_SEARCH = 16;

    private static final int MOST_SEARCHES = 100;

    private final OpenTsdbClient client;
    private final String metric;
    private final long longest;
    private final PointConverter converter;
    private boolean warned;

    /** @param longest time range of a query for points */
    MetricQueries(OpenTsdbClient client, String metric, Duration longest, PointConverter converter) {
        this.client = client;
        this.metric = metric;
        this.longest = longest.toNanos();
        this.converter = converter;
    }

    @Override
    public PointRecords records() {
        return converter;
    }

    @Override
    public void read(long from, long to, SegmentRows rows) throws IOException, ServerException, InterruptedException {
        long first = Math.max(0, millis(from));
        long last = millis(to) - 1;
        if (first > last) {
            return;
        }
        try {
            client.read(metric, first, last, new Target(rows, first, last));
        } catch (ServerException e) {
            requireKnown(e);
        }
    }

    /** Asks for the number of points in ranges that grow, since there is no query for the first point. */
    @Override
    public long first(long from, long to) throws IOException, ServerException, InterruptedException {
        long at = Math.min(to, Math.max(0, from));
        long width = longest;
        for (int search = 0; search < MOST_SEARCHES && at < to; search++) {
            width = width > Long.MAX_VALUE / 2 ? width : Math.min(width * 2, saturated(longest));
            long end = to - at <= width ? to : at + width;
            if (mayHavePoints(at, end)) {
                return at;
            }
            at = end;
        }
        return at;
    }

    /** The order is that of the server's own numbers of names. */
    @Override
    public boolean ordered() {
        return false;
    }

    private static long saturated(long window) {
        return window > Long.MAX_VALUE / LONGEST_SEARCH ? Long.MAX_VALUE : window * LONGEST_SEARCH;
    }

    private boolean mayHavePoints(long from, long to) throws IOException, ServerException, InterruptedException {
        long first = millis(from);
        long last = millis(to) - 1;
        try {
            return first <= last && client.hasPoints(metric, first, last);
        } catch (ServerException e) {
            if (e.kind() == ServerException.Kind.TOO_MUCH) {
                return true;
            }
            requireKnown(e);
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    /** A metric that the server does not know has no points yet. */
    private void requireKnown(ServerException failure) throws ServerException {
        if (failure.kind() != ServerException.Kind.NOT_FOUND) {
            throw failure;
        }
        if (!warned) {
            warned = true;
            log.warn("OpenTSDB does not know the metric {} yet: {}", metric, failure.getMessage());
        }
    }

    /** The first millisecond that is not before a time. */
    private static long millis(long nanos) {
        return -Math.floorDiv(-nanos, NANOS_PER_MILLI);
    }

    private static final class Target implements AnswerReader.Points {
        private final SegmentRows rows;
        private final long first;
        private final long last;
        private final @Nullable Object[] row = new @Nullable Object[1];

        Target(SegmentRows rows, long first, long last) {
            this.rows = rows;
            this.first = first;
            this.last = last;
        }

        @Override
        public void series(Map<String, String> tags) {
            rows.series(tags);
        }

        @Override
        public void point(long millis, Number value) throws IOException, InterruptedException {
            if (millis >= first && millis <= last) {
                row[0] = value;
                rows.row(millis * NANOS_PER_MILLI, row);
            }
        }
    }
}

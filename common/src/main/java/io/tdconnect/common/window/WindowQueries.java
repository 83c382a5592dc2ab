// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.window;

import io.tdconnect.common.http.ServerException;
import java.io.IOException;

/** The queries for the points of a split. For use by one thread. */
public interface WindowQueries {
    /** Makes the records of the points. */
    PointRecords records();

    /**
     * Passes the points of a time range to {@code rows} while they arrive: series by series, each ordered by time. The same
     * points come in the same order each time.
     *
     * @param from first nanosecond
     * @param to nanosecond after the last
     * @throws ServerException if the server reports a failure anywhere in its answer
     * @throws IOException if the answer is cut off or stalls
     */
    void read(long from, long to, SegmentRows rows) throws IOException, ServerException, InterruptedException;

    /**
     * A nanosecond in the range before which it contains no point, the later the better: time without points is skipped.
     *
     * @return {@code to} if the range contains no point
     */
    long first(long from, long to) throws IOException, ServerException, InterruptedException;

    /** Whether series come in the order of {@link SeriesKey#compare}. */
    boolean ordered();
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.window;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Makes records of the points of a split; the result depends only on the points and the configuration. */
public interface PointRecords {
    /** Announces the series of the next points. */
    void startSeries(Map<String, String> tags);

    /**
     * Checks the form of a row.
     *
     * @throws IOException if it is not what the query asked for
     */
    void check(@Nullable Object[] row) throws IOException;

    /** The point in the form that {@link #record} expects; null if it contains nothing to write. */
    @Nullable
    Object value(long time, @Nullable Object[] row);

    /**
     * Bytes that a point adds to a record; negative for a point to leave out because it is too large for a record.
     *
     * @throws ConnectException if such points stop the task
     */
    long size(long time, Object value);

    /** Whether a record has room for a point beside others. */
    boolean fits(long bytesOfOthers, long bytes);

    /** Most points of a record. */
    int pointsPerRecord();

    /** The record of some points of the current series; {@code time} is that of the first point. */
    SourceRecord record(long time, List<Object> values, Map<String, ?> offset);
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import io.tdconnect.tdengine.sink.fault.MalformedTextException;

/** Reads points that take a line each. */
interface PointReader {
    /** Whether a line that begins so is a comment, not a point. */
    boolean isComment(char first);

    /**
     * Reads one line into a point; afterwards the cursor is at its end.
     *
     * @throws MalformedTextException if it has not the form that the format asks for
     */
    void read(TextCursor cursor, SeriesCache cache, Point point) throws MalformedTextException;
}

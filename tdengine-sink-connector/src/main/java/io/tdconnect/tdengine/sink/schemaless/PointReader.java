// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import io.tdconnect.tdengine.sink.fault.MalformedTextException;

/** Reads points of formats with one point on each line. */
interface PointReader {
    /** Whether a line starting with this character is a comment. */
    boolean isComment(char first);

    /**
     * Reads one line into a point; afterwards the cursor is at the end of the line.
     *
     * @throws MalformedTextException if the line breaks the rules of the format
     */
    void readPoint(TextCursor cursor, SeriesCache cache, Point point) throws MalformedTextException;
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

/** Reads all points of a text; malformed points do not affect the others. */
interface TextReader {
    void readPoints(TextCursor cursor, SeriesCache cache, PointConsumer target);
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

/** Reads all points of a text; broken ones do not keep it from reading the others. */
interface TextReader {
    void read(TextCursor cursor, SeriesCache cache, PointConsumer target);
}

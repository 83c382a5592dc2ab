// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import io.tdconnect.tdengine.sink.config.TextPrecision;
import io.tdconnect.tdengine.sink.config.ValueFormat;

/** Reads all points of a text; broken ones do not keep it from reading the others. */
public interface TextReader {
    void read(TextCursor cursor, SeriesCache cache, PointTarget target);

    /** The reader of a format. */
    static TextReader of(ValueFormat format, TextPrecision precision) {
        return switch (format) {
            case LINE -> new LinesReader(new LineText(precision));
            case TELNET -> new LinesReader(new TelnetText(precision));
            case JSON -> new OpenTsdbJson(precision);
            case ROW -> throw new IllegalArgumentException("rows are no text");
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.record;

import io.tdconnect.common.source.RecordSizeLimit;
import io.tdconnect.tdengine.Column;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * About how many bytes rows of a shape take in a record, as JsonConverter writes them with schemas, the longest form.
 *
 * @param beside of a record without rows: key, headers and schema
 * @param names of a row, for the names of its fields
 * @param largest of any row, by the lengths of its columns
 */
record RowSizes(long beside, long names, long largest) {
    private static final int KEY_AND_HEADERS = 2_048;
    private static final int SCHEMA_OF_FIELD = 100;
    private static final int QUOTES = 6;
    /** The longest text of a number. */
    private static final int NUMBER = 48;

    private static final int LONGEST_ESCAPE = 6;

    static RowSizes of(RowShape shape) {
        long names = 0;
        long values = 0;
        long beside = KEY_AND_HEADERS;
        for (Column column :
                Stream.concat(shape.columns().stream(), shape.tags().stream()).toList()) {
            int name = column.name().length();
            names += name + QUOTES;
            beside += SCHEMA_OF_FIELD + name;
            values += largest(column);
        }
        return new RowSizes(beside, names, names + values);
    }

    /** Whether a record holds so many rows, whatever they contain. */
    boolean alwaysFit(int rows, int limit) {
        return beside + rows * largest <= limit;
    }

    /** Of this row. */
    long of(@Nullable Object[] row) {
        long size = names;
        for (Object value : row) {
            size += RecordSizeLimit.size(value);
        }
        return size;
    }

    private static long largest(Column column) {
        if (!column.type().isVariable()) {
            return NUMBER;
        }
        // The lengths of results of queries are not always told.
        return column.length() <= 0 ? Integer.MAX_VALUE : QUOTES + (long) LONGEST_ESCAPE * column.length();
    }
}

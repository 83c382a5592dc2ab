// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.record;

import io.tdconnect.common.source.RecordSizeLimit;
import io.tdconnect.tdengine.Column;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the size of rows in bytes, in the longest form: as JsonConverter writes them with schemas.
 *
 * @param beside size of a record without rows: key, headers and schema
 * @param names size of a row's field names
 * @param largest largest size of a row, by the lengths of its columns
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

    /** Whether this number of rows fits a record, whatever they contain. */
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
        // Results of queries do not always contain the lengths.
        return column.length() <= 0 ? Integer.MAX_VALUE : QUOTES + (long) LONGEST_ESCAPE * column.length();
    }
}

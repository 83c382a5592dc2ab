// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.format;

import org.jspecify.annotations.Nullable;

/** Receives the rows of a block in order. */
public interface RowConsumer {
    /**
     * A row.
     *
     * @param line number of its first line, 0 if it is not known
     * @param fields its fields; null for empty ones that count as null
     */
    void row(long line, @Nullable String[] fields) throws InterruptedException;

    /** A line that is not a row. */
    void bad(BadLine line) throws InterruptedException;
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Limits how much text one evaluation of an expression may create and search; not for use by several threads. */
final class Budget {
    /** Characters; more would only serve to exhaust the memory. */
    static final int MAX_TEXT = 1 << 24;

    /** Compared characters; takes less than a second. */
    private static final long MAX_SEARCH = 500_000_000;

    private long text;
    private long search;

    void restart() {
        text = 0;
        search = 0;
    }

    /** Counts a text that an operator or function has created; ignores other values. */
    @Nullable
    Object made(@Nullable Object value) {
        if (value instanceof String made) {
            text += made.length();
            if (text > MAX_TEXT) {
                throw tooLong();
            }
        }
        return value;
    }

    /**
     * Counts a search through a text before it starts.
     *
     * @param each the largest number of steps at each character
     */
    void searching(int length, long each) {
        search += length * each;
        if (search > MAX_SEARCH) {
            throw new DataException("expected shorter texts to search, found texts that need more than " + MAX_SEARCH
                    + " comparisons in one evaluation");
        }
    }

    static DataException tooLong() {
        return new DataException("expected texts of together at most " + MAX_TEXT
                + " characters as results within one evaluation, found a longer one");
    }
}

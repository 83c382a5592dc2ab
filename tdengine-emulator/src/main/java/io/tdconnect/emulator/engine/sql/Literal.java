// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.sql;

import java.util.List;

/**
 * A value in an insert or of a tag, not yet converted to a type.
 *
 * @param kind how it was written
 * @param text digits, the unescaped string, or the number of the parameter
 * @param offsets durations added to a time
 * @param near the part that an error message quotes
 */
public record Literal(Kind kind, String text, List<TimeSpan> offsets, Near near) {
    /** How a value is written. */
    public enum Kind {
        /** NULL. */
        NULL,
        /** TRUE or FALSE. */
        BOOL,
        /** Digits with a sign, a point, an exponent or a base. */
        NUMBER,
        /** In quotes. */
        STRING,
        /** NOW or NOW(). */
        NOW,
        /** TODAY(). */
        TODAY,
        /** A question mark. */
        PARAMETER
    }

    /**
     * The position of a value in the statement.
     *
     * @param sql the statement
     * @param start first character
     * @param end after the last character
     * @param rest whether a message quotes the rest of the statement
     */
    public record Near(String sql, int start, int end, boolean rest) {}

    /** The part of the statement that an error message quotes. */
    public String nearText() {
        if (kind == Kind.STRING) {
            return text;
        }
        return near.rest()
                ? SqlException.near(near.sql(), near.start())
                : near.sql().substring(near.start(), near.end());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.sql;

import java.util.List;

/**
 * A value in an insert or of a tag, not yet of any type.
 *
 * @param kind what it looked like
 * @param text digits, the unescaped string, or the name of the parameter's place
 * @param offsets durations added to a time
 * @param near what an error message quotes
 */
public record Literal(Kind kind, String text, List<TimeSpan> offsets, Near near) {
    /** What a value looks like. */
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
     * Where in the statement a value stands.
     *
     * @param sql the statement
     * @param start first character
     * @param end after the last character
     * @param rest whether a message quotes the statement from there on
     */
    public record Near(String sql, int start, int end, boolean rest) {}

    /** What an error message quotes for this value. */
    public String nearText() {
        if (kind == Kind.STRING) {
            return text;
        }
        return near.rest()
                ? SqlException.near(near.sql(), near.start())
                : near.sql().substring(near.start(), near.end());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

/** Writes text literals of SQL; {@link Identifiers} writes names. */
public final class SqlText {
    private SqlText() {}

    /**
     * The text in quotes.
     *
     * @throws IllegalArgumentException if it contains a NUL character, which ends a statement
     */
    public static String literal(String text) {
        StringBuilder sql = new StringBuilder(text.length() + 2);
        if (!append(sql, text)) {
            throw new IllegalArgumentException("Expected text without NUL characters for SQL");
        }
        return sql.toString();
    }

    /**
     * Appends the text in quotes.
     *
     * @return false if the text contains a NUL character; a part of it is appended then
     */
    public static boolean append(StringBuilder sql, String text) {
        sql.append('\'');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0') {
                return false;
            }
            if (c == '\'' || c == '\\') {
                sql.append('\\');
            }
            sql.append(c);
        }
        sql.append('\'');
        return true;
    }
}

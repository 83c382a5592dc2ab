// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

/** Counts the rows of inserts as SQL text without storing them. */
final class InsertScan {
    private static final String INSERT = "INSERT INTO ";
    private static final String VALUES = "VALUES";

    private final String sql;
    private int at;

    private InsertScan(String sql) {
        this.sql = sql;
    }

    static boolean isInsert(String sql) {
        return sql.regionMatches(true, 0, INSERT, 0, INSERT.length());
    }

    /** The rows of {@code INSERT INTO t … VALUES (…) (…) u … VALUES (…)}. */
    static int rows(String sql) {
        return new InsertScan(sql).rows();
    }

    private int rows() {
        int rows = 0;
        boolean values = false;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '(') {
                skipParentheses();
                rows += values ? 1 : 0;
            } else if (sql.regionMatches(true, at, VALUES, 0, VALUES.length())) {
                values = true;
                at += VALUES.length();
            } else {
                values &= c == ' ' || c == ',';
                skip();
            }
        }
        return rows;
    }

    private void skipParentheses() {
        at++;
        while (at < sql.length() && sql.charAt(at) != ')') {
            if (sql.charAt(at) == '(') {
                skipParentheses();
            } else {
                skip();
            }
        }
        at++;
    }

    /** Skips a character, or all of a text or name in quotes. */
    private void skip() {
        char quote = sql.charAt(at++);
        if (quote == '\'' || quote == '`' || quote == '"') {
            while (at < sql.length() && sql.charAt(at) != quote) {
                at += sql.charAt(at) == '\\' && quote != '`' ? 2 : 1;
            }
            at++;
        }
    }
}

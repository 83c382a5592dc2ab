// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.sql;

/** Text that cannot be parsed, with the server's code. */
public final class SqlException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int NEAR_LENGTH = 63;

    private final int code;
    private final String text;

    SqlException(int code, String text) {
        super(text);
        this.code = code;
        this.text = text;
    }

    /** The statement ended too early, or has something unexpected at this token. */
    static SqlException unexpected(String sql, Token token) {
        return token.kind() == TokenKind.END
                ? new SqlException(0x2601, "Incomplete SQL statement")
                : new SqlException(0x2600, "syntax error near \"" + sql.substring(token.start()) + "\"");
    }

    /** An error at this position of an insert. */
    static SqlException inInsert(String sql, int position, String reason) {
        return new SqlException(0x216, "syntax error near '" + near(sql, position) + "' (" + reason + ")");
    }

    static String near(String sql, int position) {
        return sql.substring(position, Math.min(sql.length(), position + NEAR_LENGTH));
    }

    /** The server's code. */
    public int code() {
        return code;
    }

    /** The server's text. */
    public String text() {
        return text;
    }
}

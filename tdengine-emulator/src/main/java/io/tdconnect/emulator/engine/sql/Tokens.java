// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.sql;

import io.tdconnect.emulator.engine.value.Release;
import java.util.Locale;

/** The tokens of one statement, with one token to look ahead. */
final class Tokens {
    private static final int MAX_NAME = 64;
    private static final int MAX_TABLE = 192;

    private final String sql;
    private final Release release;
    private final Lexer lexer;
    private Token current;
    private Token last;

    Tokens(String sql, Release release) {
        this.sql = sql;
        this.release = release;
        this.lexer = new Lexer(sql);
        this.current = lexer.next();
        this.last = current;
    }

    String sql() {
        return sql;
    }

    Release release() {
        return release;
    }

    Token peek() {
        return current;
    }

    /** The token that {@link #next} returned last. */
    Token last() {
        return last;
    }

    Token next() {
        last = current;
        current = lexer.next();
        return last;
    }

    boolean at(String wordOrSymbol) {
        return current.is(wordOrSymbol);
    }

    boolean accept(String wordOrSymbol) {
        if (current.is(wordOrSymbol)) {
            next();
            return true;
        }
        return false;
    }

    void expect(String wordOrSymbol) throws SqlException {
        if (!accept(wordOrSymbol)) {
            throw unexpected();
        }
    }

    boolean acceptWords(String first, String second) throws SqlException {
        if (!accept(first)) {
            return false;
        }
        expect(second);
        return true;
    }

    boolean ifExists() throws SqlException {
        return acceptWords("if", "exists");
    }

    boolean ifNotExists() throws SqlException {
        if (!accept("if")) {
            return false;
        }
        expect("not");
        expect("exists");
        return true;
    }

    /** Requires the end of the statement, after an optional semicolon. */
    void end() throws SqlException {
        accept(";");
        if (current.kind() != TokenKind.END) {
            throw unexpected();
        }
    }

    SqlException unexpected() {
        return SqlException.unexpected(sql, current);
    }

    boolean atName() {
        return current.kind() == TokenKind.QUOTED_NAME
                || (current.kind() == TokenKind.WORD && !ReservedWords.contain(current.text(), release));
    }

    /** A column, tag or alias name. */
    String name() throws SqlException {
        return name(MAX_NAME);
    }

    String tableName() throws SqlException {
        if (!atName()) {
            throw unexpected();
        }
        if (current.text().length() > MAX_TABLE) {
            throw new SqlException(0x2617, "Invalid identifier name: " + current.text());
        }
        return next().text();
    }

    private String name(int limit) throws SqlException {
        if (!atName()) {
            throw unexpected();
        }
        if (current.text().length() > limit) {
            int start = current.start() + (current.kind() == TokenKind.QUOTED_NAME ? 1 : 0);
            throw new SqlException(0x2617, "Invalid identifier name: " + sql.substring(start));
        }
        return next().text();
    }

    String databaseName() throws SqlException {
        String name = name();
        if (name.indexOf('.') >= 0) {
            throw new SqlException(0x2617, "The database name cannot contain '.'");
        }
        return name;
    }

    /** `name` or `database.name`. */
    TableName qualifiedTable() throws SqlException {
        String name = tableName();
        if (accept(".")) {
            return new TableName(name, tableName());
        }
        return new TableName(null, name);
    }

    /** As {@link #qualifiedTable}, for tables that are created or written; refuses a dot in the name. */
    TableName newTable() throws SqlException {
        TableName name = qualifiedTable();
        if (name.name().indexOf('.') >= 0) {
            throw new SqlException(0x2617, "The table name cannot contain '.'");
        }
        return name;
    }

    int wholeNumber() throws SqlException {
        if (current.kind() != TokenKind.NUMBER) {
            throw unexpected();
        }
        try {
            int value = Integer.parseInt(current.text());
            next();
            return value;
        } catch (NumberFormatException e) {
            throw unexpected();
        }
    }

    String string() throws SqlException {
        if (current.kind() != TokenKind.STRING) {
            throw unexpected();
        }
        return next().text();
    }

    String word() throws SqlException {
        if (current.kind() != TokenKind.WORD) {
            throw unexpected();
        }
        return next().text().toLowerCase(Locale.ROOT);
    }
}

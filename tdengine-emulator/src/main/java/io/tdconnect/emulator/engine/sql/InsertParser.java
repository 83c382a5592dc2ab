// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.sql;

import io.tdconnect.emulator.engine.value.Release;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads INSERT after its first word. */
final class InsertParser {
    private final Tokens tokens;
    private final LiteralParser literals;

    InsertParser(Tokens tokens) {
        this.tokens = tokens;
        this.literals = new LiteralParser(tokens, true);
    }

    Statement.Insert insert() throws SqlException {
        if (tokens.peek().kind() == TokenKind.END) {
            throw tokens.unexpected();
        }
        if (!tokens.accept("into")) {
            throw failure(tokens.peek().start(), "keyword INTO is expected");
        }
        List<Statement.Clause> clauses = new ArrayList<>();
        do {
            clauses.add(clause());
        } while (tokens.peek().kind() != TokenKind.END && !tokens.at(";"));
        return new Statement.Insert(clauses);
    }

    private Statement.Clause clause() throws SqlException {
        TableName table = table();
        Literal.Near place = near(tokens.last().end());
        List<String> columns = tokens.at("(") ? names() : null;
        Statement.Using using = tokens.accept("using") ? using() : null;
        if (columns == null && tokens.at("(")) {
            columns = names();
        }
        if (!tokens.accept("values")) {
            throw tokens.peek().kind() == TokenKind.END
                    ? tokens.unexpected()
                    : failure(tokens.peek().start(), "keyword VALUES or FILE is expected");
        }
        return new Statement.Clause(table, using, columns, rows(), place);
    }

    private TableName table() throws SqlException {
        if (tokens.accept("?")) {
            return TableName.PARAMETER;
        }
        // A table name may be a string: 'd1'.
        if (tokens.peek().kind() == TokenKind.STRING) {
            return new TableName(null, tokens.next().text());
        }
        try {
            return tokens.newTable();
        } catch (SqlException e) {
            throw e.code() == 0x2617 && e.text().startsWith("Invalid") ? new SqlException(0x200, "name too long") : e;
        }
    }

    private Statement.Using using() throws SqlException {
        TableName stable = tokens.newTable();
        List<String> names = tokens.at("(") ? names() : null;
        tokens.expect("tags");
        tokens.expect("(");
        return new Statement.Using(stable, names, literals.list());
    }

    private List<String> names() throws SqlException {
        tokens.expect("(");
        List<String> names = new ArrayList<>();
        do {
            Token token = tokens.peek();
            if (token.is("tbname")) {
                names.add(tokens.next().text());
            } else if (token.kind() == TokenKind.WORD || token.kind() == TokenKind.QUOTED_NAME) {
                names.add(tokens.next().text());
            } else {
                throw tokens.unexpected();
            }
            if (names.indexOf(token.text()) != names.size() - 1 && !columnLikeTheTable(token)) {
                throw new SqlException(0x216, "syntax error near '" + token.text() + "' (duplicated column name)");
            }
        } while (tokens.accept(","));
        if (!tokens.accept(")")) {
            throw failure(tokens.peek().start(), ") is expected");
        }
        return names;
    }

    /** A column may be named tbname; its meaning is decided later. */
    private boolean columnLikeTheTable(Token token) {
        return tokens.release().since(Release.V3_3_7) && token.text().equalsIgnoreCase("tbname");
    }

    private List<Statement.Row> rows() throws SqlException {
        List<Statement.Row> rows = new ArrayList<>();
        while (tokens.accept("(")) {
            rows.add(row());
            tokens.accept(",");
        }
        if (rows.isEmpty()) {
            throw new SqlException(0x216, "syntax error near 'no any data points'");
        }
        return rows;
    }

    private Statement.Row row() throws SqlException {
        List<Literal> values = new ArrayList<>();
        if (!tokens.at(")")) {
            do {
                values.add(literals.literal());
            } while (tokens.accept(","));
        }
        Literal.Near end = near(tokens.peek().start());
        if (!tokens.accept(")")) {
            throw failure(tokens.peek().start(), ") expected");
        }
        return new Statement.Row(values, end);
    }

    private Literal.Near near(int start) {
        return new Literal.Near(tokens.sql(), start, start, true);
    }

    private SqlException failure(int position, String reason) {
        return SqlException.inInsert(tokens.sql(), position, reason);
    }

    static @Nullable List<String> optionalNames(Tokens tokens) throws SqlException {
        if (!tokens.accept("(")) {
            return null;
        }
        List<String> names = new ArrayList<>();
        do {
            names.add(tokens.name());
        } while (tokens.accept(","));
        tokens.expect(")");
        return names;
    }
}

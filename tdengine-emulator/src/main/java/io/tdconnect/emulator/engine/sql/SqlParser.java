// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.sql;

import io.tdconnect.emulator.engine.value.Release;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the text of a statement into a {@link Statement}. */
public final class SqlParser {
    private static final Set<String> IGNORED =
            Set.of("flush", "trim", "compact", "reset", "grant", "revoke", "balance", "kill", "analyze");

    private final Tokens tokens;
    private final ExpressionParser expressions;

    private SqlParser(String sql, boolean prepared, Release release) {
        this.tokens = new Tokens(sql, release);
        this.expressions = new ExpressionParser(tokens, prepared);
    }

    /**
     * A statement and how many question marks its expressions have.
     *
     * @param parameters of a query; those of an insert are in its values
     */
    public record Parsed(Statement statement, int parameters) {}

    /**
     * Parses one statement.
     *
     * @param prepared whether question marks are allowed
     * @param release whose words and types are known
     * @throws SqlException 0x2600, 0x2601, 0x216, 0x2617 with the server's text
     */
    public static Parsed parse(String sql, boolean prepared, Release release) throws SqlException {
        SqlParser parser = new SqlParser(sql, prepared, release);
        Statement statement = parser.statement();
        if (!(statement instanceof Statement.Ignored) && !(statement instanceof Statement.Insert)) {
            parser.tokens.end();
        }
        return new Parsed(statement, parser.expressions.parameters());
    }

    private Statement statement() throws SqlException {
        Token first = tokens.peek();
        if (first.kind() != TokenKind.WORD) {
            throw tokens.unexpected();
        }
        switch (first.text()) {
            case "insert", "import", "create", "drop", "alter", "select", "show", "describe", "desc", "use", "delete" ->
                tokens.next();
            default -> {
                if (IGNORED.contains(first.text())) {
                    return new Statement.Ignored();
                }
                throw tokens.unexpected();
            }
        }
        return switch (first.text()) {
            case "insert", "import" -> new InsertParser(tokens).insert();
            case "create" ->
                ignoredUser() ? new Statement.Ignored() : new DefinitionParser(tokens, expressions).create();
            case "drop" -> ignoredUser() ? new Statement.Ignored() : new DefinitionParser(tokens, expressions).drop();
            case "alter" -> ignoredUser() ? new Statement.Ignored() : new DefinitionParser(tokens, expressions).alter();
            case "select" -> new Statement.Query(new SelectParser(tokens, expressions).select());
            case "show" -> show();
            case "use" -> new Statement.Use(tokens.databaseName());
            case "delete" -> delete();
            default -> new Statement.Describe(tokens.qualifiedTable());
        };
    }

    private boolean ignoredUser() {
        return tokens.at("user") || tokens.at("local") || tokens.at("dnode") || tokens.at("all");
    }

    private Statement delete() throws SqlException {
        tokens.expect("from");
        TableName table = tokens.qualifiedTable();
        return new Statement.Delete(table, tokens.accept("where") ? expressions.expression() : null);
    }

    private Statement show() throws SqlException {
        if (tokens.accept("create")) {
            return showCreate();
        }
        if (tokens.accept("tags")) {
            tokens.expect("from");
            return new Statement.ShowTags(tokens.qualifiedTable());
        }
        if (tokens.accept("cluster")) {
            tokens.expect("alive");
            return new Statement.Show("cluster alive", null, null);
        }
        String database = null;
        if (tokens.accept("normal") || tokens.accept("child")) {
            return new Statement.Show(tokens.last().text() + " " + tokens.word(), null, null);
        }
        Token kind = tokens.peek();
        if (kind.kind() != TokenKind.WORD && kind.kind() != TokenKind.QUOTED_NAME) {
            throw tokens.unexpected();
        }
        tokens.next();
        if (tokens.accept(".")) {
            database = kind.text();
            return new Statement.Show(tokens.word(), database, like());
        }
        return new Statement.Show(known(kind), database, like());
    }

    private String known(Token kind) throws SqlException {
        return switch (kind.text()) {
            case "databases", "tables", "stables", "topics", "subscriptions", "consumers" -> kind.text();
            default -> throw SqlException.unexpected(tokens.sql(), kind);
        };
    }

    private @Nullable String like() throws SqlException {
        return tokens.accept("like") ? tokens.string() : null;
    }

    private Statement showCreate() throws SqlException {
        if (tokens.accept("database")) {
            return new Statement.ShowCreateDatabase(tokens.databaseName());
        }
        if (!tokens.accept("stable")) {
            tokens.expect("table");
        }
        return new Statement.ShowCreateTable(tokens.qualifiedTable());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.sql;

/** Reads CREATE TOPIC after its second word. */
final class TopicParser {
    private final Tokens tokens;
    private final ExpressionParser expressions;

    TopicParser(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    Statement create() throws SqlException {
        boolean ifNotExists = tokens.ifNotExists();
        String name = tokens.tableName();
        boolean meta = tokens.accept("with");
        if (meta) {
            tokens.expect("meta");
        }
        tokens.expect("as");
        String sql = tokens.sql();
        if (tokens.accept("database")) {
            return new Statement.CreateTopic(name, ifNotExists, meta, tokens.databaseName(), null, null, null, sql);
        }
        if (tokens.accept("stable")) {
            TableName stable = tokens.qualifiedTable();
            Expression where = tokens.accept("where") ? expressions.expression() : null;
            return new Statement.CreateTopic(name, ifNotExists, meta, null, stable, where, null, sql);
        }
        if (meta) {
            throw tokens.unexpected();
        }
        tokens.expect("select");
        Select query = new SelectParser(tokens, expressions).select();
        return new Statement.CreateTopic(name, ifNotExists, false, null, null, null, query, sql);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads CREATE, DROP and ALTER after their first word. */
final class DefinitionParser {
    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final TypeParser types;
    private final LiteralParser literals;

    DefinitionParser(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.types = new TypeParser(tokens);
        this.literals = new LiteralParser(tokens, false);
    }

    Statement create() throws SqlException {
        if (tokens.accept("database")) {
            boolean ifNotExists = tokens.ifNotExists();
            return new Statement.CreateDatabase(tokens.databaseName(), ifNotExists, options());
        }
        if (tokens.accept("stable")) {
            boolean ifNotExists = tokens.ifNotExists();
            TableName table = tokens.newTable();
            List<ColumnSpec> columns = types.columns();
            return tagged(table, ifNotExists, columns);
        }
        if (tokens.accept("table")) {
            return createTable();
        }
        if (tokens.accept("topic")) {
            return new TopicParser(tokens, expressions).create();
        }
        throw tokens.unexpected();
    }

    private Statement createTable() throws SqlException {
        boolean ifNotExists = tokens.ifNotExists();
        TableName table = tokens.newTable();
        if (tokens.at("using")) {
            return children(table, ifNotExists);
        }
        List<ColumnSpec> columns = types.columns();
        if (tokens.at("tags")) {
            return tagged(table, ifNotExists, columns);
        }
        tableOptions();
        return new Statement.CreateTable(table, ifNotExists, columns, List.of());
    }

    private Statement tagged(TableName table, boolean ifNotExists, List<ColumnSpec> columns) throws SqlException {
        tokens.expect("tags");
        List<ColumnSpec> tags = types.columns();
        tableOptions();
        return new Statement.CreateTable(table, ifNotExists, columns, tags);
    }

    private Statement children(TableName first, boolean ifNotExists) throws SqlException {
        List<Statement.Child> children = new ArrayList<>();
        children.add(new Statement.Child(first, ifNotExists, using()));
        while (tokens.atName() || tokens.at("if")) {
            boolean optional = tokens.ifNotExists();
            children.add(new Statement.Child(tokens.newTable(), optional, using()));
        }
        return new Statement.CreateChildren(children);
    }

    private Statement.Using using() throws SqlException {
        tokens.expect("using");
        TableName stable = tokens.qualifiedTable();
        List<String> names = InsertParser.optionalNames(tokens);
        tokens.expect("tags");
        tokens.expect("(");
        Statement.Using using = new Statement.Using(stable, names, literals.list());
        tableOptions();
        return using;
    }

    /** TTL, COMMENT and similar options. */
    private void tableOptions() throws SqlException {
        while (tokens.at("ttl") || tokens.at("comment") || tokens.at("max_delay") || tokens.at("watermark")) {
            tokens.next();
            tokens.next();
        }
    }

    private Map<String, List<String>> options() throws SqlException {
        Map<String, List<String>> options = new LinkedHashMap<>();
        while (tokens.peek().kind() == TokenKind.WORD) {
            String name = tokens.word();
            List<String> values = new ArrayList<>();
            do {
                values.add(optionValue());
            } while (tokens.accept(","));
            options.put(name, values);
        }
        return options;
    }

    private String optionValue() throws SqlException {
        TokenKind kind = tokens.peek().kind();
        if (kind == TokenKind.STRING || kind == TokenKind.NUMBER || kind == TokenKind.DURATION) {
            return tokens.next().text();
        }
        if (tokens.accept("-") && tokens.peek().kind() == TokenKind.NUMBER) {
            return "-" + tokens.next().text();
        }
        throw tokens.unexpected();
    }

    Statement drop() throws SqlException {
        if (tokens.accept("database")) {
            boolean ifExists = tokens.ifExists();
            return new Statement.DropDatabase(tokens.databaseName(), ifExists);
        }
        if (tokens.accept("consumer")) {
            tokens.expect("group");
            boolean ifExists = tokens.ifExists();
            String group = tokens.tableName();
            tokens.expect("on");
            return new Statement.DropConsumerGroup(group, tokens.tableName(), ifExists);
        }
        if (tokens.accept("topic")) {
            boolean ifExists = tokens.ifExists();
            return new Statement.DropTopic(tokens.tableName(), ifExists);
        }
        boolean stable = tokens.accept("stable");
        if (!stable) {
            tokens.expect("table");
        }
        List<Statement.Drop> tables = new ArrayList<>();
        do {
            boolean ifExists = tokens.ifExists();
            tables.add(new Statement.Drop(tokens.qualifiedTable(), ifExists));
        } while (tokens.accept(","));
        return new Statement.DropTables(tables, stable);
    }

    Statement alter() throws SqlException {
        if (tokens.accept("database")) {
            String name = tokens.databaseName();
            if (tokens.at("precision") || tokens.at("vgroups")) {
                throw tokens.unexpected();
            }
            return new Statement.AlterDatabase(name, options());
        }
        if (!tokens.accept("stable")) {
            tokens.expect("table");
        }
        return new Statement.AlterTable(tokens.qualifiedTable(), change());
    }

    private Statement.Change change() throws SqlException {
        if (tokens.accept("set")) {
            tokens.expect("tag");
            return setTags();
        }
        if (tokens.at("comment") || tokens.at("ttl")) {
            tableOptions();
            return new Statement.Change.Option();
        }
        Token verb = tokens.peek();
        if (!verb.is("add") && !verb.is("drop") && !verb.is("modify") && !verb.is("rename")) {
            throw tokens.unexpected();
        }
        tokens.next();
        boolean tag = tokens.accept("tag");
        if (!tag) {
            tokens.expect("column");
        }
        return switch (verb.text()) {
            case "add" -> new Statement.Change.Add(types.column(), tag);
            case "drop" -> new Statement.Change.Remove(tokens.name(), tag);
            case "modify" -> new Statement.Change.Modify(types.column(), tag);
            default -> new Statement.Change.Rename(tokens.name(), tokens.name(), tag);
        };
    }

    private Statement.Change setTags() throws SqlException {
        Map<String, Literal> values = new LinkedHashMap<>();
        do {
            String name = tokens.name();
            tokens.expect("=");
            values.put(name, literals.literal());
        } while (tokens.accept(","));
        return new Statement.Change.SetTags(values);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads SELECT after its first word. */
final class SelectParser {
    private final Tokens tokens;
    private final ExpressionParser expressions;

    SelectParser(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    Select select() throws SqlException {
        boolean distinct = tokens.accept("distinct");
        boolean tags = tokens.accept("tags");
        List<Select.Item> items = new ArrayList<>();
        do {
            items.add(item());
        } while (tokens.accept(","));
        Select.From from = tokens.accept("from") ? from() : null;
        Expression where = tokens.accept("where") ? expressions.expression() : null;
        List<Expression> groups = tokens.acceptWords("partition", "by") ? groups() : List.of();
        boolean grouped = tokens.acceptWords("group", "by");
        if (grouped) {
            groups = groups();
        }
        Expression having = tokens.accept("having") ? expressions.expression() : null;
        List<Select.Order> orders = tokens.acceptWords("order", "by") ? orders() : List.of();
        long[] limits = limits();
        return new Select(distinct, tags, items, from, where, groups, grouped, having, orders, limits[0], limits[1]);
    }

    private Select.Item item() throws SqlException {
        int start = tokens.peek().start();
        Expression expression = expressions.expression();
        String text = tokens.sql().substring(start, tokens.last().end());
        if (tokens.accept("as")) {
            return new Select.Item(expression, tokens.name(), true);
        }
        if (tokens.atName() && !clauseStart()) {
            return new Select.Item(expression, tokens.name(), true);
        }
        return new Select.Item(expression, name(expression, text), false);
    }

    private static String name(Expression expression, String text) {
        return expression instanceof Expression.Name column ? column.name() : lowerOutsideQuotes(text);
    }

    private static String lowerOutsideQuotes(String text) {
        StringBuilder result = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && (c == '\'' || c == '"' || c == '`')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
            result.append(quote == 0 ? Character.toString(c).toLowerCase(Locale.ROOT) : Character.toString(c));
        }
        return result.toString();
    }

    private boolean clauseStart() {
        return tokens.at("where") || tokens.at("slimit") || tokens.at("soffset");
    }

    private Select.From from() throws SqlException {
        Select.From from;
        if (tokens.accept("(")) {
            tokens.expect("select");
            Select inner = select();
            tokens.expect(")");
            from = new Select.From.Sub(inner, alias());
        } else {
            TableName name = tokens.qualifiedTable();
            from = new Select.From.Table(name, alias());
        }
        if (tokens.at(",") || tokens.at("join")) {
            throw new SqlException(0x2702, "not support cross join");
        }
        return from;
    }

    private @Nullable String alias() throws SqlException {
        if (tokens.accept("as")) {
            return tokens.name();
        }
        return tokens.atName() && !clauseStart() ? tokens.name() : null;
    }

    private List<Expression> groups() throws SqlException {
        List<Expression> groups = new ArrayList<>();
        do {
            groups.add(expressions.expression());
        } while (tokens.accept(","));
        return groups;
    }

    private List<Select.Order> orders() throws SqlException {
        List<Select.Order> orders = new ArrayList<>();
        do {
            Expression expression = expressions.expression();
            boolean descending = tokens.accept("desc");
            if (!descending) {
                tokens.accept("asc");
            }
            orders.add(new Select.Order(expression, descending));
        } while (tokens.accept(","));
        return orders;
    }

    private long[] limits() throws SqlException {
        if (!tokens.accept("limit")) {
            return new long[] {-1, 0};
        }
        long first = tokens.wholeNumber();
        if (tokens.accept("offset")) {
            return new long[] {first, tokens.wholeNumber()};
        }
        if (tokens.accept(",")) {
            return new long[] {tokens.wholeNumber(), first};
        }
        return new long[] {first, 0};
    }
}

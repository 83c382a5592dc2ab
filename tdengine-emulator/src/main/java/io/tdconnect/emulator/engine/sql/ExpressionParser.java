// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.sql;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads expressions; OR binds least. */
final class ExpressionParser {
    private static final Set<String> COMPARISONS = Set.of("=", "!=", "<>", "<", "<=", ">", ">=");

    private final Tokens tokens;
    private final boolean parametersAllowed;
    private int parameters;

    ExpressionParser(Tokens tokens, boolean parametersAllowed) {
        this.tokens = tokens;
        this.parametersAllowed = parametersAllowed;
    }

    int parameters() {
        return parameters;
    }

    Expression expression() throws SqlException {
        Expression left = conjunction();
        while (tokens.accept("or")) {
            left = new Expression.Or(left, conjunction());
        }
        return left;
    }

    private Expression conjunction() throws SqlException {
        Expression left = negation();
        while (tokens.accept("and")) {
            left = new Expression.And(left, negation());
        }
        return left;
    }

    private Expression negation() throws SqlException {
        return tokens.accept("not") ? new Expression.Not(negation()) : predicate();
    }

    private Expression predicate() throws SqlException {
        Expression left = bits();
        if (tokens.peek().kind() == TokenKind.SYMBOL
                && COMPARISONS.contains(tokens.peek().text())) {
            String operator = tokens.next().text();
            return new Expression.Comparison(operator.equals("<>") ? "!=" : operator, left, bits());
        }
        if (tokens.accept("is")) {
            boolean not = tokens.accept("not");
            tokens.expect("null");
            return negated(not, new Expression.IsNull(left));
        }
        boolean not = tokens.accept("not");
        if (tokens.accept("between")) {
            Expression low = bits();
            tokens.expect("and");
            Expression between = new Expression.And(
                    new Expression.Comparison(">=", left, low), new Expression.Comparison("<=", left, bits()));
            return negated(not, between);
        }
        if (tokens.accept("in")) {
            tokens.expect("(");
            return negated(not, new Expression.In(left, list()));
        }
        if (tokens.accept("like")) {
            return negated(not, new Expression.Like(left, bits()));
        }
        if (not) {
            throw tokens.unexpected();
        }
        return left;
    }

    private static Expression negated(boolean not, Expression expression) {
        return not ? new Expression.Not(expression) : expression;
    }

    private Expression bits() throws SqlException {
        Expression left = sum();
        while (tokens.at("&") || tokens.at("|")) {
            left = new Expression.Arithmetic(tokens.next().text(), left, sum());
        }
        return left;
    }

    private Expression sum() throws SqlException {
        Expression left = product();
        while (tokens.at("+") || tokens.at("-")) {
            left = new Expression.Arithmetic(tokens.next().text(), left, product());
        }
        return left;
    }

    private Expression product() throws SqlException {
        Expression left = unary();
        while (tokens.at("*") || tokens.at("/") || tokens.at("%") || tokens.at("->")) {
            left = new Expression.Arithmetic(tokens.next().text(), left, unary());
        }
        return left;
    }

    private Expression unary() throws SqlException {
        if (tokens.accept("-")) {
            Expression value = unary();
            if (value instanceof Expression.Constant constant && constant.value() instanceof Long number) {
                return new Expression.Constant(-number);
            }
            return new Expression.Negative(value);
        }
        tokens.accept("+");
        return primary();
    }

    private Expression primary() throws SqlException {
        Token token = tokens.peek();
        switch (token.kind()) {
            case NUMBER -> {
                return new Expression.Constant(number(tokens.next().text()));
            }
            case DURATION -> {
                return new Expression.Span(TimeSpan.parse(tokens.next().text(), false));
            }
            case STRING -> {
                return new Expression.Constant(tokens.next().text());
            }
            case SYMBOL -> {
                return symbol(token);
            }
            case WORD, QUOTED_NAME -> {
                return word(token);
            }
            default -> throw tokens.unexpected();
        }
    }

    private Expression symbol(Token token) throws SqlException {
        if (tokens.accept("(")) {
            Expression inner = expression();
            tokens.expect(")");
            return inner;
        }
        if (tokens.accept("*")) {
            return new Expression.Star(null);
        }
        if (token.is("?") && parametersAllowed) {
            tokens.next();
            return new Expression.Parameter(parameters++);
        }
        throw tokens.unexpected();
    }

    private Expression word(Token token) throws SqlException {
        if (token.kind() == TokenKind.WORD) {
            switch (token.text()) {
                case "null" -> {
                    tokens.next();
                    return new Expression.Constant(null);
                }
                case "true", "false" -> {
                    return new Expression.Constant(tokens.next().text().equals("true"));
                }
                case "cast" -> {
                    return cast();
                }
                default -> {}
            }
        }
        boolean keyword =
                Set.of("tbname", "database", "first", "last", "if", "replace").contains(token.text());
        boolean name = tokens.atName() || keyword;
        tokens.next();
        if (token.kind() == TokenKind.WORD && tokens.accept("(")) {
            return call(token.text());
        }
        if (!name && !token.is("now")) {
            throw SqlException.unexpected(tokens.sql(), token);
        }
        if (tokens.accept(".")) {
            return tokens.accept("*") ? new Expression.Star(token.text()) : new Expression.Name(token.text(), column());
        }
        return token.is("now") ? new Expression.Call("now", List.of()) : new Expression.Name(null, token.text());
    }

    private String column() throws SqlException {
        return tokens.at("tbname") ? tokens.next().text() : tokens.name();
    }

    private Expression cast() throws SqlException {
        tokens.expect("cast");
        tokens.expect("(");
        Expression value = expression();
        tokens.expect("as");
        ColumnSpec type = new TypeParser(tokens).type("");
        tokens.expect(")");
        return new Expression.Cast(value, type.type(), type.length(), type.scale());
    }

    private Expression call(String function) throws SqlException {
        return new Expression.Call(function, tokens.accept(")") ? List.of() : list());
    }

    private List<Expression> list() throws SqlException {
        List<Expression> values = new ArrayList<>();
        do {
            values.add(expression());
        } while (tokens.accept(","));
        tokens.expect(")");
        return values;
    }

    private static Object number(String text) {
        if (text.length() > 2 && (text.charAt(1) == 'x' || text.charAt(1) == 'X')) {
            return new BigInteger(text.substring(2), 16).longValue();
        }
        if (text.length() > 2 && (text.charAt(1) == 'b' || text.charAt(1) == 'B')) {
            return new BigInteger(text.substring(2), 2).longValue();
        }
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            BigInteger whole = new BigInteger(text);
            if (whole.bitLength() < Long.SIZE) {
                return whole.longValue();
            }
            return whole;
        }
        return Double.valueOf(text);
    }
}

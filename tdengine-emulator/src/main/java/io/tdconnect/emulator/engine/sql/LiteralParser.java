// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.sql;

import java.util.ArrayList;
import java.util.List;

/** Reads values of inserts and tags. */
final class LiteralParser {
    private final Tokens tokens;
    private final boolean quoteRest;

    LiteralParser(Tokens tokens, boolean quoteRest) {
        this.tokens = tokens;
        this.quoteRest = quoteRest;
    }

    Literal literal() throws SqlException {
        Token token = tokens.peek();
        int start = token.start();
        String sign = "";
        if (token.is("-") || token.is("+")) {
            sign = tokens.next().text();
            token = tokens.peek();
            if (token.kind() != TokenKind.NUMBER) {
                throw invalid(start);
            }
        }
        Literal.Kind kind = kind(token, start);
        tokens.next();
        if (kind == Literal.Kind.NOW || kind == Literal.Kind.TODAY) {
            brackets();
        }
        String text = sign.equals("-") ? "-" + token.text() : token.text();
        return new Literal(kind, text, offsets(), near(start, tokens.last().end()));
    }

    private Literal.Kind kind(Token token, int start) throws SqlException {
        return switch (token.kind()) {
            case NUMBER -> Literal.Kind.NUMBER;
            case STRING -> Literal.Kind.STRING;
            case WORD -> word(token, start);
            case SYMBOL -> {
                if (token.is("?")) {
                    yield Literal.Kind.PARAMETER;
                }
                throw invalid(start);
            }
            case END -> throw SqlException.unexpected(tokens.sql(), token);
            default -> throw invalid(start);
        };
    }

    private Literal.Kind word(Token token, int start) throws SqlException {
        return switch (token.text()) {
            case "null" -> Literal.Kind.NULL;
            case "true", "false" -> Literal.Kind.BOOL;
            case "now" -> Literal.Kind.NOW;
            case "today" -> Literal.Kind.TODAY;
            default -> throw invalid(start);
        };
    }

    private SqlException invalid(int start) {
        return quoteRest
                ? SqlException.inInsert(tokens.sql(), start, "invalid data or symbol")
                : SqlException.unexpected(tokens.sql(), tokens.peek());
    }

    private void brackets() throws SqlException {
        if (tokens.accept("(")) {
            tokens.expect(")");
        }
    }

    private List<TimeSpan> offsets() throws SqlException {
        if (!tokens.at("+") && !tokens.at("-")) {
            return List.of();
        }
        List<TimeSpan> offsets = new ArrayList<>();
        while (tokens.at("+") || tokens.at("-")) {
            boolean negative = tokens.next().is("-");
            if (tokens.peek().kind() != TokenKind.DURATION) {
                throw SqlException.inInsert(tokens.sql(), tokens.peek().start(), "invalid timestamp");
            }
            offsets.add(TimeSpan.parse(tokens.next().text(), negative));
        }
        return offsets;
    }

    private Literal.Near near(int start, int end) {
        return new Literal.Near(tokens.sql(), start, end, quoteRest);
    }

    /** `(value, …)`, after the opening bracket. */
    List<Literal> list() throws SqlException {
        List<Literal> values = new ArrayList<>();
        do {
            values.add(literal());
        } while (tokens.accept(","));
        tokens.expect(")");
        return values;
    }
}

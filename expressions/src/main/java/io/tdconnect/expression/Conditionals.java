// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.commons.jexl3.parser.ParserConstants;
import org.apache.commons.jexl3.parser.ParserTokenManager;
import org.apache.commons.jexl3.parser.SimpleCharStream;
import org.apache.commons.jexl3.parser.StringProvider;
import org.apache.commons.jexl3.parser.Token;
import org.apache.commons.jexl3.parser.TokenMgrException;
import org.jspecify.annotations.Nullable;

/**
 * Writes Rhai's {@code if a { b } else { c }} as {@code ((a)?(b):(c))}, also nested and with {@code else if}.
 *
 * <p>It works on the tokens of JEXL, so that words and braces in quotes stay text; one pass, without recursion.
 */
final class Conditionals {
    private static final String FORM = "expected if CONDITION { VALUE } else { VALUE }, found ";

    private final ParserTokenManager tokens;
    private final Deque<Frame> open = new ArrayDeque<>();
    private final StringBuilder written = new StringBuilder();
    private int depth;

    private Conditionals(String text) {
        tokens = new ParserTokenManager(new SimpleCharStream(new StringProvider(text)));
    }

    private enum Part {
        CONDITION,
        THEN,
        OTHERWISE
    }

    /** An {@code if} whose end is not reached, and how many brackets were open where it began. */
    private static final class Frame {
        private final int depth;
        private Part part = Part.CONDITION;

        Frame(int depth) {
            this.depth = depth;
        }
    }

    /**
     * The expression without {@code if}; a text without one stays as it is.
     *
     * @throws IllegalArgumentException if a part is missing; the message says where
     */
    static String rewrite(String text) {
        if (!text.contains("if")) {
            return text;
        }
        try {
            Conditionals conditionals = new Conditionals(text);
            return conditionals.readAll() ? conditionals.written.toString() : text;
        } catch (TokenMgrException e) {
            // The parser stops there, too, and reports the place.
            return text;
        }
    }

    /** Whether there was an {@code if}. */
    private boolean readAll() {
        boolean any = false;
        int line = 1;
        Token token = tokens.getNextToken();
        for (; token.kind != ParserConstants.EOF; token = tokens.getNextToken()) {
            written.append(token.beginLine > line ? '\n' : ' ');
            line = token.endLine;
            any |= token.kind == ParserConstants.IF;
            read(token);
        }
        if (!open.isEmpty()) {
            throw fault("the end", token);
        }
        return any;
    }

    private void read(Token token) {
        Frame frame = open.peek();
        switch (token.kind) {
            case ParserConstants.IF -> {
                open.push(new Frame(depth));
                written.append("((");
            }
            case ParserConstants.LCURLY -> {
                if (frame == null || frame.part != Part.CONDITION || frame.depth != depth) {
                    throw fault("{ in another place", token);
                }
                frame.part = Part.THEN;
                written.append(")?(");
            }
            case ParserConstants.RCURLY -> close(frame, token);
            case ParserConstants.ELSE -> throw fault("else without if", token);
            default -> {
                depth += step(token.kind);
                if (frame != null && depth < frame.depth) {
                    throw fault("a closing bracket of before the if", token);
                }
                written.append(token.image);
            }
        }
    }

    private void close(@Nullable Frame frame, Token token) {
        if (frame == null || frame.part == Part.CONDITION || frame.depth != depth) {
            throw fault("} in another place", token);
        }
        if (frame.part == Part.OTHERWISE) {
            open.pop();
            written.append("))");
            return;
        }
        Token word = tokens.getNextToken();
        if (word.kind != ParserConstants.ELSE) {
            throw fault("no else (write else { null } for a value that is absent)", word);
        }
        Token next = tokens.getNextToken();
        if (next.kind != ParserConstants.IF && next.kind != ParserConstants.LCURLY) {
            throw fault("neither { nor if after else", next);
        }
        frame.part = next.kind == ParserConstants.IF ? Part.CONDITION : Part.OTHERWISE;
        written.append("):(");
    }

    private static int step(int kind) {
        return switch (kind) {
            case ParserConstants.LPAREN, ParserConstants.LBRACKET -> 1;
            case ParserConstants.RPAREN, ParserConstants.RBRACKET -> -1;
            default -> 0;
        };
    }

    private static IllegalArgumentException fault(String found, Token token) {
        return new IllegalArgumentException(
                FORM + found + " at line " + token.beginLine + ", column " + token.beginColumn);
    }
}

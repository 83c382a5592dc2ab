// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.sql;

import java.util.Locale;

/** Splits a statement into tokens, one at a time. */
final class Lexer {
    private static final String DURATION_UNITS = "nuabsmhdwyNUABSMHDWY";

    private final String sql;
    private int position;

    Lexer(String sql) {
        this.sql = sql;
    }

    Token next() {
        skipBlanks();
        if (position >= sql.length()) {
            return new Token(TokenKind.END, "", sql.length(), sql.length());
        }
        int start = position;
        char c = sql.charAt(position);
        if (wordStart(c)) {
            return word(start);
        }
        if (digit(c) || (c == '.' && digit(at(position + 1)))) {
            return number(start);
        }
        return switch (c) {
            case '\'', '"' -> string(start, c);
            case '`' -> quotedName(start);
            default -> symbol(start, c);
        };
    }

    private void skipBlanks() {
        while (position < sql.length() && sql.charAt(position) <= ' ') {
            position++;
        }
    }

    private Token word(int start) {
        while (wordStart(at(position)) || digit(at(position))) {
            position++;
        }
        return new Token(TokenKind.WORD, sql.substring(start, position).toLowerCase(Locale.ROOT), start, position);
    }

    private Token number(int start) {
        boolean whole = true;
        if (at(position) == '0'
                && "xXbB".indexOf(at(position + 1)) >= 0
                && Character.digit(at(position + 2), 16) >= 0) {
            position += 2;
            while (Character.digit(at(position), 16) >= 0) {
                position++;
            }
            return token(TokenKind.NUMBER, start);
        }
        digits();
        if (at(position) == '.') {
            whole = false;
            position++;
            digits();
        }
        if ((at(position) == 'e' || at(position) == 'E') && exponentAt(position + 1)) {
            whole = false;
            position += 2;
            digits();
        }
        char unit = at(position);
        if (whole && DURATION_UNITS.indexOf(unit) >= 0 && !wordStart(at(position + 1)) && !digit(at(position + 1))) {
            position++;
            return token(TokenKind.DURATION, start);
        }
        return token(TokenKind.NUMBER, start);
    }

    private boolean exponentAt(int index) {
        char c = at(index);
        return digit(c) || ((c == '+' || c == '-') && digit(at(index + 1)));
    }

    private void digits() {
        while (digit(at(position))) {
            position++;
        }
    }

    private Token string(int start, char quote) {
        StringBuilder text = new StringBuilder();
        int i = start + 1;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == quote && at(i + 1) == quote) {
                text.append(quote);
                i += 2;
            } else if (c == quote) {
                position = i + 1;
                return new Token(TokenKind.STRING, text.toString(), start, position);
            } else if (c == '\\' && i + 1 < sql.length()) {
                escape(text, sql.charAt(i + 1));
                i += 2;
            } else {
                text.append(c);
                i++;
            }
        }
        position = sql.length();
        return token(TokenKind.ILLEGAL, start);
    }

    private static void escape(StringBuilder text, char c) {
        switch (c) {
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            // These escapes are decoded where LIKE patterns and VARBINARY bytes are used.
            case '%', '_', 'x' -> text.append('\\').append(c);
            default -> text.append(c);
        }
    }

    private Token quotedName(int start) {
        StringBuilder text = new StringBuilder();
        int i = start + 1;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == '`' && at(i + 1) == '`') {
                text.append(c);
                i += 2;
            } else if (c == '`') {
                position = i + 1;
                return new Token(TokenKind.QUOTED_NAME, text.toString(), start, position);
            } else {
                text.append(c);
                i++;
            }
        }
        position = sql.length();
        return token(TokenKind.ILLEGAL, start);
    }

    private Token symbol(int start, char c) {
        char following = at(position + 1);
        boolean pair = (c == '<' && (following == '=' || following == '>'))
                || (c == '>' && following == '=')
                || (c == '!' && following == '=')
                || (c == '-' && following == '>');
        position += pair ? 2 : 1;
        boolean known = pair || "(),.;*+-/%&|=<>?".indexOf(c) >= 0;
        return token(known ? TokenKind.SYMBOL : TokenKind.ILLEGAL, start);
    }

    private Token token(TokenKind kind, int start) {
        return new Token(kind, sql.substring(start, position), start, position);
    }

    private char at(int index) {
        return index < sql.length() ? sql.charAt(index) : '\0';
    }

    private static boolean wordStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}

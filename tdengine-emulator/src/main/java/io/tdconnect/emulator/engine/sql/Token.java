// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.sql;

/** A word of the statement; text is unescaped for strings and names in backticks, lower case for words. */
record Token(TokenKind kind, String text, int start, int end) {
    boolean is(String wordOrSymbol) {
        return (kind == TokenKind.WORD || kind == TokenKind.SYMBOL) && text.equals(wordOrSymbol);
    }
}

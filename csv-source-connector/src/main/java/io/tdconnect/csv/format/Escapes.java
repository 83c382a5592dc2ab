// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.format;

/** Replaces escaped quotes in quoted fields by doubled quotes, which the parser knows; the scanner sees the same fields. */
final class Escapes {
    private final char delimiter;
    private final char quote;
    private final char escape;

    Escapes(SpecialCharacters characters) {
        delimiter = (char) characters.delimiter();
        quote = (char) characters.quote();
        escape = (char) characters.escape();
    }

    /** The text of whole rows without escapes. */
    String replace(String text) {
        if (text.indexOf(escape) < 0) {
            return text;
        }
        StringBuilder replaced = new StringBuilder(text.length());
        boolean quoted = false;
        boolean fieldStart = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (quoted && c == escape && (next == quote || next == escape)) {
                replaced.append(next == quote ? quote : escape);
                if (next == quote) {
                    replaced.append(quote);
                }
                i++;
                continue;
            }
            if (c == quote && (quoted || fieldStart)) {
                quoted = !quoted;
                // A quote right after the closing one continues the field.
                fieldStart = !quoted;
            } else {
                fieldStart = !quoted && (c == delimiter || c == '\n' || c == '\r');
            }
            replaced.append(c);
        }
        return replaced.toString();
    }
}

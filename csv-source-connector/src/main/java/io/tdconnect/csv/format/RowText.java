// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.format;

import org.jspecify.annotations.Nullable;

/** Writes fields as a line, with quotes where they are needed. */
public final class RowText {
    private final char delimiter;
    private final String quote;

    /** With the characters of a file. */
    public RowText(SpecialCharacters characters) {
        delimiter = (char) characters.delimiter();
        quote = characters.quote() == SpecialCharacters.NONE ? "" : Character.toString(characters.quote());
    }

    /** The text of a row; null is an empty field. */
    public String of(@Nullable String[] fields) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < fields.length; i++) {
            String field = fields[i] == null ? "" : fields[i];
            text.append(i == 0 ? "" : delimiter);
            text.append(needsQuotes(field) ? quote + field.replace(quote, quote + quote) + quote : field);
        }
        return text.toString();
    }

    private boolean needsQuotes(String field) {
        return !quote.isEmpty()
                && (field.indexOf(delimiter) >= 0
                        || field.contains(quote)
                        || field.indexOf('\n') >= 0
                        || field.indexOf('\r') >= 0);
    }
}

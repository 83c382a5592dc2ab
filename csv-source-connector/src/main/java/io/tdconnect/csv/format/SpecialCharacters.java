// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.format;

/**
 * The characters that have a meaning in a file; {@link #NONE} for none.
 *
 * @param delimiter between fields
 * @param quote around fields
 * @param escape before a quote in a quoted field
 * @param comment at the start of a comment
 */
public record SpecialCharacters(int delimiter, int quote, int escape, int comment) {
    /** Differs from every character and every byte. */
    public static final int NONE = Integer.MIN_VALUE;

    /** The character of an option that may be {@code none}. */
    static int optional(String text) {
        return text.isEmpty() || text.equalsIgnoreCase("none") ? NONE : required(text);
    }

    /**
     * The character of an option.
     *
     * @throws IllegalArgumentException if it is not one that can have a meaning
     */
    static int required(String text) {
        return switch (text) {
            case "tab", "\\t" -> '\t';
            case "space" -> ' ';
            default -> character(text);
        };
    }

    private static int character(String text) {
        if (text.length() != 1 || text.charAt(0) >= 0x7f || (text.charAt(0) < ' ' && text.charAt(0) != '\t')) {
            throw new IllegalArgumentException("expected one ASCII character, or the word tab or space, found text of "
                    + text.length() + " characters");
        }
        return text.charAt(0);
    }

    /** The name of the option whose character is also that of an earlier one; null if all differ. */
    public @org.jspecify.annotations.Nullable String ambiguous() {
        if (quote == delimiter) {
            return FormatOptions.QUOTE;
        }
        if (escape != NONE && (escape == delimiter || quote == NONE)) {
            return FormatOptions.ESCAPE;
        }
        return comment != NONE && (comment == delimiter || comment == quote) ? FormatOptions.COMMENT : null;
    }

    /** Whether a backslash or another character, not only a doubled quote, stands before quotes. */
    boolean escapes() {
        return escape != NONE && escape != quote;
    }
}

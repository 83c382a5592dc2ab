// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import org.apache.kafka.connect.errors.DataException;

/** Functions on text; positions and lengths count characters, not UTF-16 units. */
final class TextFunctions {
    private static final int MAX_PADDED = 100_000;

    private TextFunctions() {}

    /** Joins two texts; refuses a result whose length would only serve to exhaust the memory. */
    static String join(String left, String right) {
        if (left.length() + (long) right.length() > Budget.MAX_TEXT) {
            throw Budget.tooLong();
        }
        return left + right;
    }

    /**
     * A part of a text.
     *
     * @param start position, counted from the end if negative
     * @param length the result is empty if it is not positive
     */
    static String subString(String text, int start, long length) {
        int size = text.codePointCount(0, text.length());
        int from = Math.min(size, start < 0 ? Math.max(0, size + start) : start);
        int to = (int) Math.min(size, from + Math.max(0, Math.min(size, length)));
        return text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
    }

    static String replace(String text, String part, String by) {
        if (part.isEmpty()) {
            throw new DataException("expected text to look for in replace, found an empty one");
        }
        if (by.length() > part.length() && (long) (text.length() / part.length()) * by.length() > Budget.MAX_TEXT) {
            throw Budget.tooLong();
        }
        return text.replace(part, by);
    }

    /** Appends {@code piece} repeatedly until the text has {@code length} characters. */
    static String pad(String text, int length, String piece) {
        int size = text.codePointCount(0, text.length());
        if (length <= size) {
            return text;
        }
        int missing = length - size;
        if (length > MAX_PADDED || piece.isEmpty()) {
            throw new DataException(
                    "expected a length of at most " + MAX_PADDED + " and text to fill it with in pad, found another");
        }
        int pieceSize = piece.codePointCount(0, piece.length());
        String filled = piece.repeat((missing + pieceSize - 1) / pieceSize);
        return text + filled.substring(0, filled.offsetByCodePoints(0, missing));
    }
}

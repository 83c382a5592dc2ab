// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Functions on text; positions and lengths count characters, not UTF-16 units. */
final class Texts {
    private static final int MAX_PADDED = 100_000;

    private Texts() {}

    /**
     * A part of a text.
     *
     * @param start counted from the end if negative
     * @param length nothing if not positive, to the end if null
     */
    static String subString(String text, int start, @Nullable Object length) {
        int size = text.codePointCount(0, text.length());
        int from = Math.min(size, start < 0 ? Math.max(0, size + start) : start);
        long wanted = length instanceof Number number ? number.longValue() : size;
        int to = (int) Math.min(size, from + Math.max(0, Math.min(size, wanted)));
        return text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
    }

    static String replace(Object value, String part, String by) {
        String text = Values.text(value);
        if (part.isEmpty()) {
            throw new DataException("expected text to look for in replace, found an empty one");
        }
        if (by.length() > part.length() && (long) (text.length() / part.length()) * by.length() > 1 << 24) {
            throw Arithmetic.tooLong();
        }
        return text.replace(part, by);
    }

    /** The text with {@code filling} (a blank if null) behind it as often as it takes to have {@code length} characters. */
    static String pad(String text, int length, @Nullable Object filling) {
        String piece = filling == null ? " " : Values.text(filling);
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

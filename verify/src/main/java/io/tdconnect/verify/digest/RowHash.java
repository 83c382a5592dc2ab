// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.digest;

import org.jspecify.annotations.Nullable;

/**
 * Hashes of rows, 64 bits each: of the time, then of each column in turn. Rows with equal values have equal hashes on all
 * servers; {@code NaN} equals {@code NaN}, and 0.0 equals -0.0.
 */
public final class RowHash {
    /** Instead of a value that is NULL. */
    private static final long NULL = 0x6a09e667f3bcc908L;

    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;
    private static final long PRIME = 0xff51afd7ed558ccdL;

    private RowHash() {}

    /** The hash of a row without columns. */
    public static long of(long time) {
        return add(0x243f6a8885a308d3L, time);
    }

    /** The hash with one more column. */
    public static long add(long hash, long value) {
        long mixed = (hash ^ value) * MULTIPLIER;
        return Long.rotateLeft(mixed ^ (mixed >>> 29), 31) * PRIME;
    }

    /** The hash with a floating-point number. */
    public static long add(long hash, double value) {
        return add(hash, Double.doubleToLongBits(value == 0 ? 0.0 : value));
    }

    /** The hash with a number of single precision. */
    public static long add(long hash, float value) {
        return add(hash, (long) Float.floatToIntBits(value == 0 ? 0.0f : value));
    }

    /** The hash with text. */
    public static long add(long hash, String text) {
        long mixed = text.length();
        for (int i = 0; i < text.length(); i++) {
            mixed = mixed * PRIME + text.charAt(i);
        }
        return add(hash, mixed);
    }

    /** The hash with NULL. */
    public static long addNull(long hash) {
        return add(hash, NULL);
    }

    /** The hash with a value in the form of {@link ValueKind#canonical}. */
    public static long addCanonical(long hash, @Nullable Object value) {
        if (value == null) {
            return addNull(hash);
        }
        if (value instanceof Long number) {
            return add(hash, number.longValue());
        }
        if (value instanceof Double number) {
            return add(hash, number.doubleValue());
        }
        if (value instanceof Float number) {
            return add(hash, number.floatValue());
        }
        return add(hash, value.toString());
    }
}

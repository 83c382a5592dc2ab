// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.digest;

import org.jspecify.annotations.Nullable;

/**
 * An aggregate of a column that both servers compute.
 *
 * @param column index of the compared column
 * @param function what is computed
 * @param precise whether equal values give equal results; otherwise they are compared with a tolerance
 */
public record Measure(int column, Function function, boolean precise) {
    /** What servers compute of a column. */
    public enum Function {
        /** Values that are not NULL. */
        COUNT,
        /** Their sum. */
        SUM,
        /** The smallest. */
        MIN,
        /** The largest. */
        MAX,
        /** The sum of the digits of floating-point numbers after the point, as far as they are exact. */
        DIGITS,
        /** The sum of the values, each times a number made of its time, so that values of two rows cannot change places. */
        WEIGHTED
    }

    /** The result for two disjoint sets of rows from the results for each. */
    @Nullable
    Object combined(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        boolean whole = left instanceof Long && right instanceof Long;
        return switch (function) {
            case COUNT -> (Long) left + (Long) right;
            case SUM, DIGITS, WEIGHTED ->
                whole ? (Object) ((Long) left + (Long) right) : (Object) (real(left) + real(right));
            case MIN -> real(left) <= real(right) ? left : right;
            case MAX -> real(left) >= real(right) ? left : right;
        };
    }

    /**
     * Whether two results show equal values.
     *
     * @param tolerance of results that are not precise, as a part of {@code magnitude}
     * @param magnitude the largest absolute value of the column, times the number of values
     */
    boolean agrees(@Nullable Object left, @Nullable Object right, double tolerance, double magnitude) {
        if (left == null || right == null) {
            return left == null && right == null;
        }
        if (left instanceof Long whole && right instanceof Long other) {
            return whole.longValue() == other.longValue();
        }
        double a = real(left);
        double b = real(right);
        return Double.compare(a, b) == 0 || a == b || (!precise && Math.abs(a - b) <= tolerance * magnitude);
    }

    static double real(Object number) {
        return ((Number) number).doubleValue();
    }
}

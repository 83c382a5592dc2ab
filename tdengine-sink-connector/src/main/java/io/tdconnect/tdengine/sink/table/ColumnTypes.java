// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import io.tdconnect.tdengine.ColumnType;

/** Compares types of columns. */
final class ColumnTypes {
    private ColumnTypes() {}

    /** A type for the values of both: the wider of two number types, DOUBLE if one of them has fractions, else text. */
    static ColumnType wider(ColumnType one, ColumnType other) {
        if (one == other) {
            return one;
        }
        if (!areNumbers(one, other)) {
            return one == ColumnType.NCHAR || other == ColumnType.NCHAR ? ColumnType.NCHAR : ColumnType.VARCHAR;
        }
        if (isFloating(one) || isFloating(other)) {
            return ColumnType.DOUBLE;
        }
        if (one == ColumnType.BIGINT_UNSIGNED || other == ColumnType.BIGINT_UNSIGNED) {
            return ColumnType.BIGINT_UNSIGNED;
        }
        if (isUnsigned(one) && isUnsigned(other)) {
            return one.width() >= other.width() ? one : other;
        }
        return signed(Math.max(signedWidth(one), signedWidth(other)));
    }

    /** Whether both are numbers. */
    static boolean areNumbers(ColumnType one, ColumnType other) {
        return isNumber(one) && isNumber(other);
    }

    private static boolean isNumber(ColumnType type) {
        return switch (type) {
            case TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE -> true;
            default -> isUnsigned(type);
        };
    }

    private static boolean isFloating(ColumnType type) {
        return type == ColumnType.FLOAT || type == ColumnType.DOUBLE;
    }

    private static boolean isUnsigned(ColumnType type) {
        return switch (type) {
            case TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED, BIGINT_UNSIGNED -> true;
            default -> false;
        };
    }

    /** The bytes of the signed type that can store all values of a whole number type. */
    private static int signedWidth(ColumnType type) {
        return isUnsigned(type) ? 2 * type.width() : type.width();
    }

    private static ColumnType signed(int width) {
        return switch (width) {
            case 1 -> ColumnType.TINYINT;
            case 2 -> ColumnType.SMALLINT;
            case 4 -> ColumnType.INT;
            default -> ColumnType.BIGINT;
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.block;

import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;

/**
 * Name and type of a {@link BlockColumn}.
 *
 * @param name empty in the result of a query, whose names arrive before the blocks
 * @param length capacity as in the table's definition: characters for NCHAR, digits for DECIMAL, else bytes; the width of any
 *     other type
 * @param scale digits after the point, of a DECIMAL; {@link #UNKNOWN} if the message does not contain it; else 0
 * @param compositeKey whether it is the second part of a composite primary key
 */
public record ColumnInfo(String name, ColumnType type, int length, int scale, boolean compositeKey) {
    /** The scale of a DECIMAL whose digits are missing, as in snapshots of TDengine 3.3.7. */
    public static final int UNKNOWN = -1;

    private static final int NCHAR_UNIT = 4;
    private static final int LENGTH_PREFIX = 2;

    /**
     * A column as the wire describes it.
     *
     * @param bytes width with the length prefix of variable types
     */
    static ColumnInfo ofWire(String name, ColumnType type, int bytes, boolean compositeKey) {
        int length = switch (type) {
            case NCHAR -> (bytes - LENGTH_PREFIX) / NCHAR_UNIT;
            case VARCHAR, JSON, VARBINARY, GEOMETRY -> bytes - LENGTH_PREFIX;
            case BLOB -> bytes - Integer.BYTES;
            default -> width(type);
        };
        return new ColumnInfo(name, type, Math.max(0, length), 0, compositeKey);
    }

    /** The same with a precision and a scale; a precision of 0 means that both are unknown. */
    ColumnInfo withDigits(int digits, int afterPoint) {
        return new ColumnInfo(name, type, digits, digits == 0 ? UNKNOWN : afterPoint, compositeKey);
    }

    /** The same as the second part of a composite primary key. */
    ColumnInfo asKey() {
        return new ColumnInfo(name, type, length, scale, true);
    }

    /** Whether it is a DECIMAL whose digits are missing. */
    public boolean lacksDigits() {
        return isDecimal() && scale == UNKNOWN;
    }

    /** The column of a table that it describes. */
    public Column column() {
        return column(compositeKey);
    }

    /**
     * The column of a table that it describes.
     *
     * @param key whether it identifies a row together with the primary timestamp, which the result of a query does not contain
     */
    public Column column(boolean key) {
        return isDecimal() ? new Column(name, type, length, scale, key) : new Column(name, type, length, key);
    }

    /** Whether it is a decimal number, of either width. */
    boolean isDecimal() {
        return type == ColumnType.DECIMAL || type == ColumnType.DECIMAL64;
    }

    /** Bytes of a value in a block; 0 if they vary. */
    int width() {
        return width(type);
    }

    /** The failure of an accessor that is not for this type. */
    IllegalStateException noSuchCell(String wanted) {
        return new IllegalStateException("Column " + name + " is a " + type + ", which has no " + wanted);
    }

    private static int width(ColumnType type) {
        return switch (type) {
            case DECIMAL -> 16;
            case DECIMAL64 -> 8;
            default -> type.width();
        };
    }
}

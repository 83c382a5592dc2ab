// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.value;

/**
 * A column of a result.
 *
 * @param name as the server names it, without backticks
 * @param type its type
 * @param length declared bytes, for NCHAR characters, for decimals digits, else the type's width
 * @param scale digits after the point of a decimal; 0 for other types
 */
public record Column(String name, ColumnType type, int length, int scale) {
    private static final int WIDTH_SHIFT = 24;
    private static final int DIGITS_SHIFT = 8;

    /** A column of any type but decimals. */
    public Column(String name, ColumnType type, int length) {
        this(name, type, length, 0);
    }

    /** The length in {@code fields_lengths} and DESCRIBE. */
    public int shownLength() {
        return type.decimal() ? type.width() : length;
    }

    /** Digits of a decimal; 0 for other types. */
    public int precision() {
        return type.decimal() ? length : 0;
    }

    /** The width in the head of a block; for decimals with the digits in the lower bytes. */
    public int wireBytes() {
        return type.decimal() ? type.width() << WIDTH_SHIFT | length << DIGITS_SHIFT | scale : type.wireBytes(length);
    }
}

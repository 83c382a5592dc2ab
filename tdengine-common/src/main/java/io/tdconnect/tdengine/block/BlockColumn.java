// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.block;

import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A column of a {@link Block}, which reads its cells from the message on demand.
 *
 * <p>The typed accessors do not look at {@link #isNull}: they return 0, false or empty for a NULL. An accessor of another
 * type throws {@link IllegalStateException}, a row beyond the block {@link IndexOutOfBoundsException}.
 */
public interface BlockColumn {
    /** Name and type. */
    ColumnInfo info();

    /** Name; empty in the result of a query, whose names arrive before the blocks. */
    default String name() {
        return info().name();
    }

    /** Type of the cells. */
    default ColumnType type() {
        return info().type();
    }

    /** How many cells it has. */
    int rows();

    /** Whether the cell is NULL. */
    boolean isNull(int row);

    /** BOOL. */
    default boolean booleanAt(int row) {
        throw info().noSuchCell("boolean");
    }

    /** Whole numbers and TIMESTAMP (in the block's precision); BIGINT UNSIGNED as its 64 bits. */
    default long longAt(int row) {
        throw info().noSuchCell("whole number");
    }

    /** FLOAT and DOUBLE. */
    default double doubleAt(int row) {
        throw info().noSuchCell("floating-point number");
    }

    /** VARCHAR, NCHAR, JSON. */
    default String textAt(int row) {
        throw info().noSuchCell("text");
    }

    /** VARCHAR (UTF-8), VARBINARY, GEOMETRY, JSON, BLOB; a copy. */
    default byte[] bytesAt(int row) {
        throw info().noSuchCell("bytes");
    }

    /** DECIMAL. */
    default BigDecimal decimalAt(int row) {
        throw info().noSuchCell("decimal number");
    }

    /** The same column of a DECIMAL with the digits of a column of a table. */
    default BlockColumn withDigits(Column known) {
        throw info().noSuchCell("decimal number");
    }

    /**
     * The cell as the value of a field with {@link ColumnType#schema}, null for NULL: Boolean, Byte, Short, Integer, Long,
     * BigDecimal (BIGINT UNSIGNED of scale 0, DECIMAL of the scale of its column), Float, Double, String, {@code byte[]}; a
     * TIMESTAMP is a Long.
     */
    @Nullable
    Object value(int row);

    /**
     * Puts all cells into an array, as {@link #value} returns them; faster than one by one.
     *
     * @param into receives the cell of row i at i; at least as long as the block has rows
     */
    void values(@Nullable Object[] into);
}

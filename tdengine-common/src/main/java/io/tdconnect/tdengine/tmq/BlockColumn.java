// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import io.tdconnect.tdengine.ColumnType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One column of a {@link Block}, whose cells are read from the message as they are asked for.
 *
 * <p>The typed accessors do not look at {@link #isNull}: for a NULL they give 0, false or empty. An accessor of another type
 * throws {@link IllegalStateException}, a row beyond the block {@link IndexOutOfBoundsException}.
 */
public interface BlockColumn {
    /** Name; empty in the result of a query, whose names are told before. */
    String name();

    /** Type of the cells. */
    ColumnType type();

    /** Capacity as in the table's definition: characters for NCHAR, else bytes; the width of any other type. */
    int length();

    /** Digits after the point, of a DECIMAL; else 0. */
    int scale();

    /** Whether it is the second part of a composite primary key. */
    boolean compositeKey();

    /** How many cells it has. */
    int rows();

    /** Whether the cell is NULL. */
    boolean isNull(int row);

    /** BOOL. */
    boolean booleanAt(int row);

    /** Whole numbers and TIMESTAMP (in the block's precision); BIGINT UNSIGNED as its 64 bits. */
    long longAt(int row);

    /** FLOAT and DOUBLE. */
    double doubleAt(int row);

    /** VARCHAR, NCHAR, JSON. */
    String textAt(int row);

    /** VARCHAR (UTF-8), VARBINARY, GEOMETRY, JSON, BLOB; a copy. */
    byte[] bytesAt(int row);

    /** DECIMAL. */
    BigDecimal decimalAt(int row);

    /**
     * The cell as a field of {@link ColumnType#schema} holds it, null for NULL: Boolean, Byte, Short, Integer, Long,
     * BigDecimal of scale 0 (BIGINT UNSIGNED), Float, Double, String (text, and DECIMAL in plain digits), {@code byte[]};
     * a TIMESTAMP is a Long.
     */
    @Nullable
    Object value(int row);

    /**
     * Puts all cells into an array, as {@link #value} gives them; faster than one by one.
     *
     * @param into holds the cell of row i at i afterwards; at least as long as the block has rows
     */
    void values(@Nullable Object[] into);
}

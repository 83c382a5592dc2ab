// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import org.apache.kafka.connect.errors.DataException;

/** A value is longer than its column or tag can hold. */
public final class ValueTooLongException extends DataException {
    private final transient Column column;
    private final int length;

    ValueTooLongException(Column column, int length) {
        super("Column " + column.name() + " " + column.type().sql() + "(" + column.length()
                + "): the value is too long, it needs " + length);
        this.column = column;
        this.length = length;
    }

    /** The column or tag. */
    public Column column() {
        return column;
    }

    /** The length that the value needs: characters for NCHAR, else bytes. */
    public int length() {
        return length;
    }
}

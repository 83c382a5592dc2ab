// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.record;

/** A row that cannot become a record; the message does not contain its values. */
final class BadValueException extends Exception {
    private final int column;

    /** In this column, from 1; 0 for the row as a whole. */
    BadValueException(int column, String message, Throwable cause) {
        super(message, cause);
        this.column = column;
    }

    int column() {
        return column;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.row;

/** What happens to a row from which new fields cannot be made. */
public enum OnMismatch {
    /** The new fields are null. */
    NULL,
    /** The row is dropped. */
    DROP,
    /** The record is refused, so that it goes to the dead letter queue or stops the task. */
    FAIL;

    /** Documentation for options with these values. */
    public static final String DOC =
            " `null` makes the new fields null, `drop` drops the row, `fail` refuses the record.";
}

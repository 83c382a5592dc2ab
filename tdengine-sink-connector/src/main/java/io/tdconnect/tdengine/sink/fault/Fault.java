// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.fault;

import io.tdconnect.common.template.MissingVariableException;
import io.tdconnect.tdengine.ErrorClass;

/** Why a record cannot be written. */
public enum Fault {
    /** A value is longer than its column or tag. */
    VALUE_TOO_LONG,
    /** A value cannot be converted to the type of its column or tag without loss. */
    TYPE_MISMATCH,
    /** The primary timestamp is missing, unreadable, or outside the range that the database keeps. */
    BAD_TIMESTAMP,
    /** Schemaless text breaks the rules of its format. */
    MALFORMED_TEXT,
    /** The name of a table or column is empty, too long, or has characters that are not allowed. */
    BAD_NAME,
    /** The record lacks a value that a template needs. */
    MISSING_VARIABLE,
    /** A field has no column or tag, and none may be added. */
    MISSING_COLUMN,
    /** The database or table does not exist, and may not be created. */
    MISSING_TABLE,
    /** A field that is a tag is missing or null. */
    MISSING_TAG,
    /** The subtable has other tags. */
    DIFFERENT_TAGS,
    /** The record has no value. */
    NULL_VALUE,
    /** Anything else. */
    OTHER;

    /** The fault behind a failure to map, convert or write. */
    public static Fault of(Exception reason) {
        if (reason instanceof RowException row) {
            return row.fault();
        }
        if (reason instanceof ValueTooLongException) {
            return VALUE_TOO_LONG;
        }
        return reason instanceof MissingVariableException ? MISSING_VARIABLE : OTHER;
    }

    public static Fault of(ErrorClass error) {
        return switch (error) {
            case VALUE_TOO_LONG -> VALUE_TOO_LONG;
            case TYPE_MISMATCH -> TYPE_MISMATCH;
            case TIMESTAMP -> BAD_TIMESTAMP;
            case NAME -> BAD_NAME;
            case COLUMN_MISSING, TOO_MANY_COLUMNS -> MISSING_COLUMN;
            case DATABASE_MISSING, TABLE_MISSING -> MISSING_TABLE;
            default -> OTHER;
        };
    }
}

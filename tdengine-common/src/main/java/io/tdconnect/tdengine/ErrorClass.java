// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

/** What a failure of TDengine means to the one who asked. */
public enum ErrorClass {
    /** A passing fault (network, restart, time-out, leader change, lack of memory): try again. */
    RETRIABLE(false),
    /** User or password are wrong. */
    AUTHENTICATION(false),
    /** The user may not do this. */
    PERMISSION(false),
    /** The database does not exist. */
    DATABASE_MISSING(false),
    /** The table or supertable does not exist. */
    TABLE_MISSING(false),
    /** The column or tag does not exist. */
    COLUMN_MISSING(false),
    /** What was to be created is there already. */
    ALREADY_EXISTS(false),
    /** A value does not fit into the length of its column or tag. */
    VALUE_TOO_LONG(true),
    /** A value cannot be converted to the type of its column. */
    TYPE_MISMATCH(true),
    /** The primary timestamp is missing or outside of what the database keeps. */
    TIMESTAMP(true),
    /** The name of a table or column is too long or has characters that are not allowed. */
    NAME(true),
    /** Any other fault of a single record. */
    BAD_RECORD(true),
    /** Anything else: configuration, licence or a fault of this software. */
    FATAL(false);

    private final boolean badRecord;

    ErrorClass(boolean badRecord) {
        this.badRecord = badRecord;
    }

    /** Whether a single record is at fault, so that the others of its batch can be written without it. */
    public boolean badRecord() {
        return badRecord;
    }
}

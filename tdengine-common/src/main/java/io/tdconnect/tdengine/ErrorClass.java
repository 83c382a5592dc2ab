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
    /** Tables are others than when their definitions were read or a statement was prepared: read again, prepare again. */
    OUT_OF_DATE(false),
    /** The database does not exist. */
    DATABASE_MISSING(false),
    /** The table or supertable does not exist. */
    TABLE_MISSING(false),
    /** The column or tag does not exist. */
    COLUMN_MISSING(false),
    /** What was to be created is there already. */
    ALREADY_EXISTS(false),
    /** A value does not fit into the length of its column or tag, or a row into what the server allows. */
    VALUE_TOO_LONG(true),
    /** A value cannot be converted to the type of its column. */
    TYPE_MISMATCH(true),
    /** The primary timestamp is missing or outside of what the database keeps. */
    TIMESTAMP(true),
    /** The name of a table or column is too long or has characters that are not allowed. */
    NAME(true),
    /** More columns or tags than a table can have. */
    TOO_MANY_COLUMNS(true),
    /** Any other fault of a single record. */
    BAD_RECORD(true),
    /** Configuration, licence, the server's disks and the like: waiting does not help. */
    FATAL(false),
    /** A code that this software does not know: a single record may be at fault, or everything. */
    UNKNOWN(false);

    private final boolean badRecord;

    ErrorClass(boolean badRecord) {
        this.badRecord = badRecord;
    }

    /** Whether a single record is at fault, so that the others of its batch can be written without it. */
    public boolean badRecord() {
        return badRecord;
    }

    /** Whether reading the definitions of tables again, or creating what is missing, may help. */
    public boolean outOfDate() {
        return switch (this) {
            case OUT_OF_DATE, DATABASE_MISSING, TABLE_MISSING, COLUMN_MISSING, ALREADY_EXISTS -> true;
            default -> false;
        };
    }
}

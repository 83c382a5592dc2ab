// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

/** What a failure of TDengine means to the client. */
public enum ErrorClass {
    /** A passing fault (network, restart, time-out, leader change, lack of memory): try again. */
    RETRIABLE(false),
    /** User or password are wrong. */
    AUTHENTICATION(false),
    /** The user may not do this. */
    PERMISSION(false),
    /** Tables have changed since their definitions were read or a statement was prepared: read and prepare again. */
    OUT_OF_DATE(false),
    /** The database does not exist. */
    DATABASE_MISSING(false),
    /** The table or supertable does not exist. */
    TABLE_MISSING(false),
    /** The column or tag does not exist. */
    COLUMN_MISSING(false),
    /** The database, table or column to create already exists. */
    ALREADY_EXISTS(false),
    /** A value is longer than its column or tag, or a row longer than the server allows. */
    VALUE_TOO_LONG(true),
    /** A value cannot be converted to the type of its column. */
    TYPE_MISMATCH(true),
    /** The primary timestamp is missing or outside the time range that the database keeps. */
    TIMESTAMP(true),
    /** The name of a table or column is too long or has characters that are not allowed. */
    NAME(true),
    /** More columns or tags than a table can have. */
    TOO_MANY_COLUMNS(true),
    /** Any other fault of a single record. */
    BAD_RECORD(true),
    /** Configuration, licence, the server's disks and the like: waiting does not help. */
    FATAL(false),
    /** An unknown code: the fault may be in a single record, or general. */
    UNKNOWN(false);

    private final boolean badRecord;

    ErrorClass(boolean badRecord) {
        this.badRecord = badRecord;
    }

    /** Whether the fault is in a single record, so that the rest of its batch can be written without it. */
    public boolean badRecord() {
        return badRecord;
    }

    /** Whether it may help to read the definitions of tables again, or to create missing tables or columns. */
    public boolean outOfDate() {
        return switch (this) {
            case OUT_OF_DATE, DATABASE_MISSING, TABLE_MISSING, COLUMN_MISSING, ALREADY_EXISTS -> true;
            default -> false;
        };
    }
}

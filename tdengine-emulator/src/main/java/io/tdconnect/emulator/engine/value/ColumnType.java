// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.value;

/** The types of TDengine, with their code on the wire and their name in SQL. */
public enum ColumnType {
    /** True or false. */
    BOOL(1, 1),
    /** One signed byte. */
    TINYINT(2, 1),
    /** Two signed bytes. */
    SMALLINT(3, 2),
    /** Four signed bytes. */
    INT(4, 4),
    /** Eight signed bytes. */
    BIGINT(5, 8),
    /** Single precision. */
    FLOAT(6, 4),
    /** Double precision. */
    DOUBLE(7, 8),
    /** Bytes, usually UTF-8 text. */
    VARCHAR(8, 0),
    /** Ticks of the database's precision since 1970. */
    TIMESTAMP(9, 8),
    /** Text measured in characters, UTF-32 on the wire. */
    NCHAR(10, 0),
    /** One unsigned byte. */
    UTINYINT(11, 1),
    /** Two unsigned bytes. */
    USMALLINT(12, 2),
    /** Four unsigned bytes. */
    UINT(13, 4),
    /** Eight unsigned bytes. */
    UBIGINT(14, 8),
    /** JSON text, for tags only. */
    JSON(15, 0),
    /** Bytes. */
    VARBINARY(16, 0),
    /** A number of up to 38 digits. */
    DECIMAL(17, 16),
    /** Bytes of up to 4 MB. */
    BLOB(18, 0),
    /** Well-known binary. */
    GEOMETRY(20, 0),
    /** A number of up to 18 digits. */
    DECIMAL64(21, 8);

    /** Of a decimal. */
    public static final int MOST_DIGITS = 38;

    /** The length that the server reports for each BLOB, and counts in a row. */
    private static final int BLOB_BYTES = 5;

    private final int code;
    private final int width;

    ColumnType(int code, int width) {
        this.code = code;
        this.width = width;
    }

    /** The type byte on the wire. */
    public int code() {
        return code;
    }

    /** Bytes of a value of fixed width; 0 for types with a length. */
    public int width() {
        return width;
    }

    /** True for types whose values have a length. */
    public boolean variable() {
        return width == 0;
    }

    /** The name DESCRIBE prints. */
    public String sqlName() {
        return switch (this) {
            case UTINYINT -> "TINYINT UNSIGNED";
            case USMALLINT -> "SMALLINT UNSIGNED";
            case UINT -> "INT UNSIGNED";
            case UBIGINT -> "BIGINT UNSIGNED";
            case DECIMAL64 -> "DECIMAL";
            default -> name();
        };
    }

    /** The width in a block and in a statement's fields, for a declared length in bytes (NCHAR: characters). */
    public int wireBytes(int length) {
        if (this == NCHAR) {
            return length * 4 + 2;
        }
        if (this == BLOB) {
            return BLOB_BYTES;
        }
        return variable() ? length + prefix() : width;
    }

    /** Bytes of the length before a value of variable length. */
    public int prefix() {
        return this == BLOB ? Integer.BYTES : Short.BYTES;
    }

    /** Whether it is a decimal number, of either width. */
    public boolean decimal() {
        return this == DECIMAL || this == DECIMAL64;
    }

    public boolean unsigned() {
        return this == UTINYINT || this == USMALLINT || this == UINT || this == UBIGINT;
    }

    public boolean integer() {
        return switch (this) {
            case TINYINT, SMALLINT, INT, BIGINT, UTINYINT, USMALLINT, UINT, UBIGINT -> true;
            default -> false;
        };
    }
}

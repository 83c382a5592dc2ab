// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.type;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types of columns by the values that they store. */
public enum ValueType {
    /** True or false. */
    BOOL("BOOL (true, false, 1 or 0)"),
    /** Whole numbers of 8 bits. */
    TINYINT(Byte.MIN_VALUE, Byte.MAX_VALUE),
    /** Whole numbers of 16 bits. */
    SMALLINT(Short.MIN_VALUE, Short.MAX_VALUE),
    /** Whole numbers of 32 bits. */
    INT(Integer.MIN_VALUE, Integer.MAX_VALUE),
    /** Whole numbers of 64 bits. */
    BIGINT(Long.MIN_VALUE, Long.MAX_VALUE),
    /** 0 to 2^8-1. */
    TINYINT_UNSIGNED(0, 0xffL),
    /** 0 to 2^16-1. */
    SMALLINT_UNSIGNED(0, 0xffffL),
    /** 0 to 2^32-1. */
    INT_UNSIGNED(0, 0xffff_ffffL),
    /** 0 to 2^64-1. */
    BIGINT_UNSIGNED("BIGINT UNSIGNED (0 to 18446744073709551615)"),
    /** Single precision. */
    FLOAT,
    /** Double precision. */
    DOUBLE,
    /** Decimal numbers of up to 38 digits. */
    DECIMAL,
    /** A point in time. */
    TIMESTAMP,
    /** Text; its length counts bytes of UTF-8. */
    VARCHAR,
    /** Text; its length counts characters. */
    NCHAR,
    /** JSON text. */
    JSON,
    /** Bytes. */
    VARBINARY,
    /** A shape in well-known binary form. */
    GEOMETRY,
    /** Bytes of up to 4 MB. */
    BLOB;

    private static final Map<String, ValueType> BY_SQL = new HashMap<>();

    static {
        for (ValueType type : values()) {
            BY_SQL.put(type.sql, type);
        }
        BY_SQL.put("BOOLEAN", BOOL);
        BY_SQL.put("BINARY", VARCHAR);
    }

    private final String sql = name().replace('_', ' ');
    private final String expected;
    private final long min;
    private final long max;

    ValueType() {
        this.expected = sql;
        this.min = 0;
        this.max = 0;
    }

    ValueType(String expected) {
        this.expected = expected;
        this.min = 0;
        this.max = 0;
    }

    ValueType(long min, long max) {
        this.expected = sql + " (" + min + " to " + max + ")";
        this.min = min;
        this.max = max;
    }

    /** The type with this name in SQL, null if the name is unknown; case and the number of blanks between words do not matter. */
    public static @Nullable ValueType named(String name) {
        return BY_SQL.get(name.trim().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT));
    }

    /** The name in SQL, without a length. */
    public String sql() {
        return sql;
    }

    /** Whether the type holds whole numbers within the range of a long. */
    public boolean isWhole() {
        return max != 0;
    }

    /** Whether the type holds text. */
    public boolean isText() {
        return this == VARCHAR || this == NCHAR || this == JSON;
    }

    /** Whether a definition names a length. */
    public boolean hasLength() {
        return this == VARCHAR || this == NCHAR || this == VARBINARY || this == GEOMETRY;
    }

    /** The least value of a type for which {@link #isWhole}. */
    public long min() {
        return min;
    }

    /** The greatest value of a type for which {@link #isWhole}. */
    public long max() {
        return max;
    }

    /** The type as an error message describes it. */
    String expected() {
        return expected;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import io.tdconnect.common.type.TypeSpec;
import io.tdconnect.common.type.ValueConversion;

/**
 * A column or tag of a table.
 *
 * @param length capacity of a variable type: characters for NCHAR, digits for a DECIMAL whose scale is known, else bytes;
 *     the width of any other type
 * @param scale digits after the point of a DECIMAL; negative if they are not known or the type has none
 * @param compositeKey whether it identifies a row together with the primary timestamp
 */
public record Column(String name, ColumnType type, int length, int scale, boolean compositeKey) {
    /** A column of any type but DECIMAL. */
    public Column(String name, ColumnType type, int length, boolean compositeKey) {
        this(name, type, length, -1, compositeKey);
    }

    /** A column that is not part of a key. */
    public Column(String name, ColumnType type, int length) {
        this(name, type, length, false);
    }

    /** A column of a type with a single length. */
    public Column(String name, ColumnType type) {
        this(name, type, type.width());
    }

    /**
     * A column as {@code DESCRIBE} reports it.
     *
     * @param type with precision and scale for a DECIMAL
     * @throws org.apache.kafka.connect.errors.DataException if the type is unknown
     */
    public static Column described(String name, String type, int length, boolean compositeKey) {
        ColumnType found = ColumnType.of(type);
        boolean decimal = found == ColumnType.DECIMAL || found == ColumnType.DECIMAL64;
        if (!decimal || type.indexOf('(') < 0) {
            return new Column(name, found, length, compositeKey);
        }
        TypeSpec spec = TypeSpec.parse(type);
        return new Column(name, found, spec.length(), spec.scale(), compositeKey);
    }

    /** Most digits of a DECIMAL. */
    public int digits() {
        return scale < 0 ? ValueConversion.MAX_DECIMAL_DIGITS : length;
    }

    /** The name and type as in CREATE TABLE. */
    public String definition() {
        return Identifiers.column(name) + ' ' + sqlType() + (compositeKey ? " PRIMARY KEY" : "");
    }

    /** The type as in CREATE TABLE, with its length or digits. */
    public String sqlType() {
        String arguments = type.hasLength() ? "(" + length + ")" : scale < 0 ? "" : "(" + length + "," + scale + ")";
        return type.sql() + arguments;
    }
}

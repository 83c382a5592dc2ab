// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

/**
 * A column or tag of a table.
 *
 * @param length capacity of a variable type: characters for NCHAR, else bytes; the width of any other type
 */
public record Column(String name, ColumnType type, int length) {
    /** A column of a type that has but one length. */
    public Column(String name, ColumnType type) {
        this(name, type, type.width());
    }

    /** The name and type as in CREATE TABLE. */
    public String definition() {
        return Identifiers.column(name) + ' ' + type.sql() + (type.hasLength() ? "(" + length + ")" : "");
    }
}

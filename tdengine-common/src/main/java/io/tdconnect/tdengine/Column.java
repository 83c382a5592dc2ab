// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

/**
 * A column or tag of a table.
 *
 * @param length capacity of a variable type: characters for NCHAR, else bytes; the width of any other type
 * @param compositeKey whether it identifies a row together with the primary timestamp
 */
public record Column(String name, ColumnType type, int length, boolean compositeKey) {
    /** A column that is no part of a key. */
    public Column(String name, ColumnType type, int length) {
        this(name, type, length, false);
    }

    /** A column of a type that has but one length. */
    public Column(String name, ColumnType type) {
        this(name, type, type.width());
    }

    /** The name and type as in CREATE TABLE. */
    public String definition() {
        String key = compositeKey ? " PRIMARY KEY" : "";
        return Identifiers.column(name) + ' ' + type.sql() + (type.hasLength() ? "(" + length + ")" : "") + key;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator.engine;

import io.tdconnect.testing.emulator.engine.sql.ColumnSpec;

/**
 * A column or tag of a table.
 *
 * @param id never used again in the same table, so that values of a dropped column do not come back
 * @param length bytes, for NCHAR characters, for decimals digits; the type's width otherwise
 * @param scale digits after the point of a decimal; 0 otherwise
 * @param primaryKey second part of a composite key
 */
record Definition(int id, String name, ColumnType type, int length, int scale, boolean primaryKey) {
    Definition withLength(int newLength) {
        return new Definition(id, name, type, newLength, scale, primaryKey);
    }

    Definition withName(String newName) {
        return new Definition(id, newName, type, length, scale, primaryKey);
    }

    /** Whether a declaration says the same with a greater length. */
    boolean grows(ColumnSpec wanted) {
        return type == wanted.type() && type.variable() && wanted.length() > length;
    }

    Column column() {
        return new Column(name, type, length, scale);
    }

    /** The type with its length, as in SHOW CREATE. */
    String declaration() {
        if (type.decimal()) {
            return type.sqlName() + "(" + length + "," + scale + ")";
        }
        boolean bare = !type.variable() || type == ColumnType.JSON || type == ColumnType.BLOB;
        return bare ? type.sqlName() : type.sqlName() + "(" + length + ")";
    }
}

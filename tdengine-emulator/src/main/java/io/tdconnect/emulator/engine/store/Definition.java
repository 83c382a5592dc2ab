// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.store;

import io.tdconnect.emulator.engine.sql.ColumnSpec;
import io.tdconnect.emulator.engine.value.Column;
import io.tdconnect.emulator.engine.value.ColumnType;

/**
 * A column or tag of a table.
 *
 * @param id never reused in the same table, so that values of a dropped column do not reappear
 * @param length bytes, for NCHAR characters, for decimals digits; the type's width otherwise
 * @param scale digits after the point of a decimal; 0 otherwise
 * @param primaryKey second part of a composite key
 */
public record Definition(int id, String name, ColumnType type, int length, int scale, boolean primaryKey) {
    public Definition withLength(int newLength) {
        return new Definition(id, name, type, newLength, scale, primaryKey);
    }

    public Definition withName(String newName) {
        return new Definition(id, newName, type, length, scale, primaryKey);
    }

    /** Whether a declaration is the same with a greater length. */
    public boolean grows(ColumnSpec wanted) {
        return type == wanted.type() && type.variable() && wanted.length() > length;
    }

    public Column column() {
        return new Column(name, type, length, scale);
    }

    /** The type with its length, as in SHOW CREATE. */
    public String declaration() {
        if (type.decimal()) {
            return type.sqlName() + "(" + length + "," + scale + ")";
        }
        boolean bare = !type.variable() || type == ColumnType.JSON || type == ColumnType.BLOB;
        return bare ? type.sqlName() : type.sqlName() + "(" + length + ")";
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.write;

import io.tdconnect.emulator.engine.value.ColumnType;

/**
 * A question mark of a prepared insert.
 *
 * @param name of the column or tag, or `tbname`
 * @param type its type
 * @param precision of a TIMESTAMP column: 0 ms, 1 us, 2 ns; 0 for other types, including decimals
 * @param bytes width on the wire as in the answer of stmt2_prepare
 * @param kind column, tag or table name
 */
public record Field(String name, ColumnType type, int precision, int bytes, Kind kind) {
    /** The kinds of question marks; the code is `bind_type`. */
    public enum Kind {
        /** A column. */
        COLUMN(1),
        /** A tag. */
        TAG(2),
        /** The name of the subtable. */
        TABLE(4);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** The number on the wire. */
        public int code() {
            return code;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator.engine;

/**
 * A column of a result.
 *
 * @param name as the server names it, without backticks
 * @param type its type
 * @param length what `fields_lengths` holds: declared bytes, for NCHAR characters, else the type's width
 */
public record Column(String name, ColumnType type, int length) {
    /** The width in the head of a block. */
    public int wireBytes() {
        return type.wireBytes(length);
    }
}

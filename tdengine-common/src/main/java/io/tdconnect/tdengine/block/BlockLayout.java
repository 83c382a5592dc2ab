// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.block;

import java.util.List;

/**
 * The columns of a block.
 *
 * <p>Blocks of one client with the same columns mostly share one instance, so that users can cache by identity what they
 * derive from it.
 */
public final class BlockLayout {
    private final List<ColumnInfo> columns;
    private final boolean lacksDigits;

    /** A layout of these columns. */
    public BlockLayout(List<ColumnInfo> columns) {
        this.columns = List.copyOf(columns);
        lacksDigits = this.columns.stream().anyMatch(ColumnInfo::lacksDigits);
    }

    /** Whether a column {@linkplain ColumnInfo#lacksDigits lacks its digits}. */
    public boolean lacksDigits() {
        return lacksDigits;
    }

    /** The same with the column of this name as the second part of a composite primary key. */
    public BlockLayout withKey(String name) {
        return new BlockLayout(columns.stream()
                .map(column -> column.name().equals(name) ? column.asKey() : column)
                .toList());
    }

    /** The columns in their order. */
    public List<ColumnInfo> columns() {
        return columns;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import java.util.List;

/**
 * The columns of a block.
 *
 * <p>Blocks of one client with the same columns mostly share one instance, so that what is derived from it can be cached by
 * identity.
 */
public final class BlockLayout {
    private final List<ColumnInfo> columns;

    /** A layout of these columns. */
    public BlockLayout(List<ColumnInfo> columns) {
        this.columns = List.copyOf(columns);
    }

    /** The columns in their order. */
    public List<ColumnInfo> columns() {
        return columns;
    }
}

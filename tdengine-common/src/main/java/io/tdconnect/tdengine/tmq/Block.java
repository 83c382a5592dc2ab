// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import io.tdconnect.common.time.Precision;
import java.util.List;

/**
 * Rows of one table with the same columns, column by column.
 *
 * @param table name of the subtable or normal table; empty where the server does not tell it, as for a query
 * @param precision of TIMESTAMP columns
 * @param rows how many rows it has
 * @param columns its columns; the first is the primary timestamp in topics of tables
 */
public record Block(String table, Precision precision, int rows, List<BlockColumn> columns) {
    /** Copies the list of columns. */
    public Block {
        columns = List.copyOf(columns);
    }
}

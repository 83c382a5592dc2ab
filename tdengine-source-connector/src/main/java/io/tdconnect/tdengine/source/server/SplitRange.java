// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.server;

import java.util.List;

/**
 * The rows of a split from one time until before another.
 *
 * @param tables the subtables that are wanted of a supertable; empty for all
 */
public record SplitRange(String database, TableSplit split, List<String> tables, long from, long to) {
    /** Before all rows. */
    public static final long EARLIEST = Long.MIN_VALUE;

    /** After all rows. */
    public static final long LATEST = Long.MAX_VALUE;

    public SplitRange {
        tables = List.copyOf(tables);
    }

    /** The statement for the rows in the order of their time. */
    public String rows() {
        return QuerySql.rows(database, split, tables, from, to);
    }

    /** The statement for the number of the rows; without a row, too, if there is none. */
    String count() {
        return QuerySql.count(database, split, tables, from, to);
    }
}

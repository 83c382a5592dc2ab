// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.server;

import java.util.List;

/**
 * The rows of a split from one time (inclusive) to another (exclusive).
 *
 * @param tables selected subtables of a supertable; empty for all
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

    /** The statement for the number of the rows; its result may have no row for zero. */
    String count() {
        return QuerySql.count(database, split, tables, from, to);
    }
}

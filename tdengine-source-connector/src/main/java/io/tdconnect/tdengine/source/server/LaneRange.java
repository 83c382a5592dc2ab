// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.server;

import java.util.List;

/**
 * The rows of a lane from one time until before another.
 *
 * @param tables the subtables that are wanted of a supertable; empty for all
 */
public record LaneRange(String database, QueryLane lane, List<String> tables, long from, long to) {
    /** Before all rows. */
    public static final long EARLIEST = Long.MIN_VALUE;

    /** After all rows. */
    public static final long LATEST = Long.MAX_VALUE;

    public LaneRange {
        tables = List.copyOf(tables);
    }

    /** The statement for the rows in the order of their time. */
    public String rows() {
        return QuerySql.rows(database, lane, tables, from, to);
    }

    /** The statement for the number of the rows; without a row, too, if there is none. */
    String count() {
        return QuerySql.count(database, lane, tables, from, to);
    }
}

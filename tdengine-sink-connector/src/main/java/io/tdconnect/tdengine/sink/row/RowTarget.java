// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.row;

import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.tdengine.sink.config.RoutingOptions;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.RowException;
import java.util.List;

/**
 * The table to which rows go, and how.
 *
 * @param table the supertable, or the table itself if it has none
 * @param tags names of the fields that are tags
 * @param timestamp name of the primary timestamp's field
 * @param kind what is done with the rows
 */
public record RowTarget(String database, String table, List<String> tags, String timestamp, RowKind kind) {
    /** The same with the name of a table without a supertable. */
    RowTarget at(String name) {
        return new RowTarget(database, name, tags, timestamp, kind);
    }

    /** The same for deletions. */
    RowTarget deletions() {
        return new RowTarget(database, table, List.of(), timestamp, RowKind.DELETION);
    }

    boolean is(String otherDatabase, String otherTable, List<String> otherTags, String otherTimestamp) {
        return table.equals(otherTable)
                && database.equals(otherDatabase)
                && tags.equals(otherTags)
                && timestamp.equals(otherTimestamp);
    }

    RowException withoutTimestamp() {
        return new RowException(
                        Fault.BAD_TIMESTAMP,
                        "Expected the primary timestamp in field " + timestamp + ", found no such field; set "
                                + RoutingOptions.TIMESTAMP_FIELD + " or the header " + RoutingHeaders.TIMESTAMP)
                .at(database, table)
                .field(timestamp);
    }
}

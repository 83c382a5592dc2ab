// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.tdengine.Column;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the server tells of a lane.
 *
 * @param uid of the table or supertable
 * @param tables the subtables that are wanted of a supertable; empty for all
 * @param tags of a table, to be added to its rows; none for a supertable, whose rows hold them
 * @param columns names of the columns of a supertable
 * @param tagNames names of its tags
 */
record LaneSource(QueryLane lane, long uid, List<String> tables, Tags tags, Set<String> columns, Set<String> tagNames) {
    LaneSource {
        tables = List.copyOf(tables);
        columns = Set.copyOf(columns);
        tagNames = Set.copyOf(tagNames);
    }

    /** A table with its tags. */
    static LaneSource ofTable(QueryLane lane, long uid, Tags tags) {
        return new LaneSource(lane, uid, List.of(), tags, Set.of(), Set.of());
    }

    /** Tags of a table with their values. */
    record Tags(List<Column> columns, List<@Nullable Object> values) {
        static final Tags NONE = new Tags(List.of(), List.of());
    }
}

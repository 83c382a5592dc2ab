// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.server;

import io.tdconnect.tdengine.Column;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the server tells of a split.
 *
 * @param uid of the table or supertable
 * @param tables the subtables that are wanted of a supertable; empty for all
 * @param tags of a table, to be added to its rows; none for a supertable, whose rows hold them
 * @param names of the columns and tags of a supertable
 */
public record SplitDescription(TableSplit split, long uid, List<String> tables, Tags tags, Names names) {
    public SplitDescription {
        tables = List.copyOf(tables);
    }

    /** A table with its tags. */
    public static SplitDescription ofTable(TableSplit split, long uid, Tags tags) {
        return new SplitDescription(split, uid, List.of(), tags, new Names(Set.of(), Set.of(), tags.key));
    }

    /**
     * Tags of a table with their values.
     *
     * @param key as in {@link Names}
     */
    public record Tags(List<Column> columns, List<@Nullable Object> values, String key) {
        public static final Tags NONE = new Tags(List.of(), List.of(), "");
    }

    /**
     * What the rows of a supertable consist of.
     *
     * @param key the column that identifies a row together with the timestamp, empty if the timestamp does alone
     */
    public record Names(Set<String> columns, Set<String> tags, String key) {
        public Names {
            columns = Set.copyOf(columns);
            tags = Set.copyOf(tags);
        }
    }
}

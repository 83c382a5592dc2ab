// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.server;

import io.tdconnect.tdengine.Column;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tables, tags and columns of a split, as the server reports them.
 *
 * @param uid of the table or supertable
 * @param tables selected subtables of a supertable; empty for all
 * @param tags of a table, to be added to its rows; empty for a supertable, whose rows contain them
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
     * The names of a supertable's columns and tags.
     *
     * @param key the column that identifies a row together with the timestamp, empty if the timestamp alone identifies a row
     */
    public record Names(Set<String> columns, Set<String> tags, String key) {
        public Names {
            columns = Set.copyOf(columns);
            tags = Set.copyOf(tags);
        }
    }
}

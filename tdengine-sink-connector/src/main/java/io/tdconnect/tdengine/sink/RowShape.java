// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** What all rows with the same fields and the same supertable have in common; compared by identity. */
final class RowShape {
    final String database;
    final String stable;
    final List<String> names;
    /** Index of the primary timestamp in {@link #names}. */
    final int timestamp;

    private final List<@Nullable Schema> schemas;
    private final Set<String> tags;

    RowShape(
            String database,
            String stable,
            List<String> names,
            List<@Nullable Schema> schemas,
            Set<String> tags,
            int timestamp) {
        this.database = database;
        this.stable = stable;
        this.names = List.copyOf(names);
        this.schemas = schemas;
        this.tags = Set.copyOf(tags);
        this.timestamp = timestamp;
    }

    /** The schemas of fields that have none. */
    static List<@Nullable Schema> withoutSchemas(int fields) {
        return Collections.unmodifiableList(Arrays.asList(new @Nullable Schema[fields]));
    }

    int fields() {
        return names.size();
    }

    @Nullable
    Schema schema(int field) {
        return schemas.get(field);
    }

    boolean isTag(int field) {
        return tags.contains(names.get(field));
    }

    String fullName() {
        return database + '.' + stable;
    }
}

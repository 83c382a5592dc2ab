// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a table or series have to be.
 *
 * @param stable null for a table without supertable
 * @param table the subtable or normal table
 * @param tags values by name; a tag that is missing is NULL
 * @param columns the primary timestamp first
 */
public record Destination(
        String database,
        @Nullable String stable,
        String table,
        Map<String, @Nullable Object> tags,
        List<String> columns) {
    /** Copies the collections. */
    public Destination {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        columns = List.copyOf(columns);
    }

    /** The supertable, or the table if it has none. */
    public String queried() {
        return stable == null ? table : stable;
    }
}

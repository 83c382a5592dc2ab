// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row that the sink would write.
 *
 * @param stable null for a table without a supertable
 * @param columns the primary timestamp first
 * @param sql the insert of this row
 */
public record PreviewRow(
        String database,
        @Nullable String stable,
        String table,
        List<PreviewColumn> tags,
        List<PreviewColumn> columns,
        String sql) {
    /** Copies the lists. */
    public PreviewRow {
        tags = List.copyOf(tags);
        columns = List.copyOf(columns);
    }
}

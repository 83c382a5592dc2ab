// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.message;

import io.tdconnect.tdengine.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server tells of a table besides its rows.
 *
 * @param stable its supertable, null for a normal table
 * @param tags of the supertable
 * @param values a value for each tag, as fields of records hold it
 */
record TableInfo(@Nullable String stable, List<Column> tags, List<@Nullable Object> values) {
    /** A table that has neither supertable nor tags. */
    static final TableInfo NORMAL = new TableInfo(null, List.of(), List.of());
}

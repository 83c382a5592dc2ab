// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.record;

import org.jspecify.annotations.Nullable;

/**
 * The table of rows.
 *
 * @param database its database
 * @param stable its supertable; null for a normal table
 * @param table the subtable or normal table; empty for the result of a query over several tables
 */
public record TableName(String database, @Nullable String stable, String table) {
    /** The supertable, or the table itself where it has none. */
    String stableOrTable() {
        return stable == null ? table : stable;
    }
}

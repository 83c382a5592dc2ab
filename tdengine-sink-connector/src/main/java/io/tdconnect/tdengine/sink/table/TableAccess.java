// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.TableMetadata;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and changes the definitions of tables. */
public interface TableAccess {
    /**
     * The metadata of a supertable.
     *
     * @throws SQLException if it does not exist or the server cannot be reached
     */
    TableMetadata readTable(String database, String table) throws SQLException;

    /**
     * Executes a statement such as CREATE or ALTER.
     *
     * @throws SQLException if the server refuses it or cannot be reached
     */
    void execute(String sql) throws SQLException;

    /**
     * The tags of subtables.
     *
     * @param tags of the supertable
     * @param subtables the names to look for
     * @return the values of the tags, in their order, of each subtable that exists; times are Instants
     * @throws SQLException if the supertable is missing or the server cannot be reached
     */
    Map<String, List<@Nullable Object>> readTags(
            String database, String stable, List<Column> tags, List<String> subtables) throws SQLException;
}

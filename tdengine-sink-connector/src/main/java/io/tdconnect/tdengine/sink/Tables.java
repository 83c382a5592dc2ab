// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.tdengine.TableMetadata;
import java.sql.SQLException;

/** Reads and changes the definitions of tables. */
interface Tables {
    /**
     * The metadata of a supertable.
     *
     * @throws SQLException if it does not exist or the server cannot be reached
     */
    TableMetadata read(String database, String table) throws SQLException;

    /**
     * Executes a statement such as CREATE or ALTER.
     *
     * @throws SQLException if the server refuses it or cannot be reached
     */
    void execute(String sql) throws SQLException;
}

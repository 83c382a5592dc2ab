// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import java.sql.SQLException;

/** Detects whether tables have changed since rows were bound to them. */
public interface DefinitionCheck {
    /**
     * Reads the table of a layout again.
     *
     * @return whether its definition has changed
     * @throws SQLException if the server cannot be queried
     */
    boolean haveChanged(TableLayout layout) throws SQLException;
}

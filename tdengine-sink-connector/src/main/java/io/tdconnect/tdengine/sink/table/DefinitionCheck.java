// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import java.sql.SQLException;

/** Knows whether tables are still what they were when rows were bound to them. */
public interface DefinitionCheck {
    /**
     * Reads the table of a layout again.
     *
     * @return whether it is another one now
     * @throws SQLException if the server cannot be asked
     */
    boolean haveChanged(TableLayout layout) throws SQLException;
}

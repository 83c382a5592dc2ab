// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.value;

/** The result of a statement. */
public sealed interface Result {
    /**
     * The result of any statement but a query.
     *
     * @param affectedRows rows written; 0 for definitions
     */
    record Updated(int affectedRows) implements Result {}

    /**
     * The result of a query.
     *
     * @param resultSet the rows
     */
    record Rows(ResultSet resultSet) implements Result {}
}

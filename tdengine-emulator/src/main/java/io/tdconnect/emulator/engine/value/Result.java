// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.value;

/** What a statement answers. */
public sealed interface Result {
    /**
     * The answer of a statement that is no query.
     *
     * @param affectedRows rows written; 0 for definitions
     */
    record Updated(int affectedRows) implements Result {}

    /**
     * The answer of a query.
     *
     * @param resultSet what was found
     */
    record Rows(ResultSet resultSet) implements Result {}
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.sql;

import org.jspecify.annotations.Nullable;

/**
 * The name of a table in a statement.
 *
 * @param database null for the session's
 * @param name lower case unless it stood in backticks
 */
public record TableName(@Nullable String database, String name) {
    /** A question mark instead of a name. */
    public static final TableName PARAMETER = new TableName(null, "?");
}

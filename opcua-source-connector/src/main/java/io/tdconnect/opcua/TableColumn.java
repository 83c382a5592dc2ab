// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param kind its type; null where the value tells
 * @param transform computes what it holds, null where it is as it came
 */
record TableColumn(
        ColumnRole role,
        String name,
        @Nullable ColumnKind kind,
        @Nullable Expression transform) {
    static TableColumn plain(ColumnRole role, String name) {
        return new TableColumn(role, name, null, null);
    }
}

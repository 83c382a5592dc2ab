// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows for one table, column by column.
 *
 * @param values one array for each column, with the cells of {@link ResultSet}
 */
record Batch(List<Definition> columns, List<@Nullable Object[]> values, int rows) {}

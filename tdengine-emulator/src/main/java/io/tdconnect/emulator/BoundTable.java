// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of one table in a stmt2_bind request; cells as in {@link io.tdconnect.emulator.engine.value.ResultSet}.
 *
 * @param name the subtable, or null when the request names none
 * @param tags one value a tag, or null when the request has none
 * @param columns one array a column, a row an element
 */
record BoundTable(@Nullable String name, @Nullable List<@Nullable Object> tags, List<@Nullable Object[]> columns) {}

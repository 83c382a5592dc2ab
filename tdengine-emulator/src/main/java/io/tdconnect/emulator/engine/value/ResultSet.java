// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows a query found.
 *
 * @param columns what each cell of a row is
 * @param precision of TIMESTAMP cells: 0 ms, 1 us, 2 ns
 * @param rows cells are Boolean, Byte, Short, Integer, Long (BIGINT and TIMESTAMP), Float, Double, Short/Integer/Long/BigInteger
 *     for the unsigned types in order of width, BigDecimal for DECIMAL, String for NCHAR, {@code byte[]} for the other types with a length, or null
 */
public record ResultSet(List<Column> columns, int precision, List<@Nullable Object[]> rows) {}

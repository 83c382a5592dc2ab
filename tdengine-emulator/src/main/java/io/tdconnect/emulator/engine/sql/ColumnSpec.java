// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.sql;

import io.tdconnect.emulator.engine.value.ColumnType;

/**
 * A column or tag as a statement declares it.
 *
 * @param length bytes, for NCHAR characters, for decimals digits; the type's width otherwise
 * @param scale digits after the point of a decimal; 0 otherwise
 * @param primaryKey second part of a composite key
 */
public record ColumnSpec(String name, ColumnType type, int length, int scale, boolean primaryKey) {}

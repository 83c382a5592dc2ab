// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.row;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A value with its schema: usually a row, but also a list of rows or a nested value.
 *
 * @param schema null if the value has none, such as a Map
 * @param value null only for nested values
 */
public record Row(@Nullable Schema schema, @Nullable Object value) {}

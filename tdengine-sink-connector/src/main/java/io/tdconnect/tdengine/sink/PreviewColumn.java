// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import org.jspecify.annotations.Nullable;

/**
 * A column or tag of a {@link PreviewRow}.
 *
 * @param type as in CREATE TABLE, such as {@code VARCHAR(16)}
 * @param value as it would be written: Boolean, Number, String, bytes, and an Instant for a time
 */
public record PreviewColumn(
        String name, String type, @Nullable Object value) {}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.path;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that an {@link IndefinitePath} found.
 *
 * @param value a Struct, Map, list or scalar
 * @param steps names of fields (String) and indexes of elements (Integer) from the row to the value
 */
public record Hit(@Nullable Object value, List<Object> steps) {}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.node;

import io.tdconnect.common.type.ValueType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server says about a node beside its value.
 *
 * @param type type of its single values, null if it is not known or may be any
 * @param numbers names of an enumeration by number, empty for other types
 * @param texts the attributes BrowseName, DisplayName and Description, as far as they were read
 */
public record NodeInfo(@Nullable ValueType type, Map<Integer, String> numbers, Map<String, String> texts) {
    /** Nothing is known. */
    public static final NodeInfo UNKNOWN = new NodeInfo(null, Map.of(), Map.of());
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.node;

import io.tdconnect.common.type.ValueType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server reports about a node in addition to its value.
 *
 * @param type type of its single values; null if unknown, or if any type is possible
 * @param numbers names of an enumeration by number; empty for other types
 * @param texts the attributes BrowseName, DisplayName and Description, if the server has them
 */
public record NodeInfo(@Nullable ValueType type, Map<Integer, String> numbers, Map<String, String> texts) {
    /** The server has reported nothing. */
    public static final NodeInfo UNKNOWN = new NodeInfo(null, Map.of(), Map.of());
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.node;

import java.util.Map;

/**
 * A node whose value is read, and what is known of it before the server is asked.
 *
 * @param node text form of the node, see {@link NodeText}
 * @param code short name, such as the one that its subtable is named after
 * @param properties what the list of points says about it beyond that, such as its table and tags
 */
public record Point(String node, String code, Map<String, String> properties) {
    public Point {
        properties = Map.copyOf(properties);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.node;

import java.util.Map;

/**
 * A node whose value is read, and what the configuration says about it.
 *
 * @param node text form of the node, see {@link NodeText}
 * @param code short name, used in the name of its table
 * @param properties further properties from the list of points, such as its table and tags
 */
public record Point(String node, String code, Map<String, String> properties) {
    public Point {
        properties = Map.copyOf(properties);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.explore;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An object of a server.
 *
 * @param id by which it is asked for
 * @param name for people
 * @param type the server's own word, such as bucket, measurement, Variable, database
 * @param details more about it, in the order in which it is shown
 * @param hasChildren whether there may be objects below it
 * @param selectable whether a connector can be told to take it
 */
public record Node(
        String id, String name, String type, Map<String, String> details, boolean hasChildren, boolean selectable) {
    public Node {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** A node below which there may be others. */
    public static Node parent(NodePath path, String type) {
        return new Node(path.id(), path.name(), type, Map.of(), true, false);
    }

    /** A node below which there is nothing. */
    public static Node leaf(NodePath path, String type) {
        return new Node(path.id(), path.name(), type, Map.of(), false, false);
    }

    /** The same node, which a connector can be told to take. */
    public Node asSelectable() {
        return new Node(id, name, type, details, hasChildren, true);
    }

    /** The same node with one more detail. */
    public Node with(String detail, Object value) {
        Map<String, String> more = new LinkedHashMap<>(details);
        more.put(detail, String.valueOf(value));
        return new Node(id, name, type, more, hasChildren, selectable);
    }
}

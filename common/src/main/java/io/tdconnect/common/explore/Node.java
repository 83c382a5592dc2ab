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
}

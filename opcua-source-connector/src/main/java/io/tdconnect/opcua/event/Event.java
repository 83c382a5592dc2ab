// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as the server sent it.
 *
 * @param values values of the paths of an {@link EventLayout}; null where the event has no such field
 * @param type browse name of its type, or the node of the type if the name is unknown
 * @param refreshed whether it repeats the present state of a condition
 */
record Event(EventLayout layout, List<@Nullable Object> values, String type, boolean refreshed) {
    @Nullable
    Object value(String path) {
        return values.get(layout.place(path));
    }
}

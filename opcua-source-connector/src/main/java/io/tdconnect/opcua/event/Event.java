// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as the server sent it.
 *
 * @param values of the paths of an {@link EventLayout}, null where the event has no such field
 * @param type browse name of its type, or the type's node where the server does not tell
 * @param refreshed whether it tells the present state of a condition again
 */
record Event(EventLayout layout, List<@Nullable Object> values, String type, boolean refreshed) {
    @Nullable
    Object value(String path) {
        return values.get(layout.place(path));
    }
}

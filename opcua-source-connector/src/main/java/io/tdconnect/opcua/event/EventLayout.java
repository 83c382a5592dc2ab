// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.event;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The fields requested from the server: those that the connector needs, and those of columns. */
final class EventLayout {
    private static final List<String> NEEDED = List.of(
            EventField.ID,
            EventField.TYPE,
            EventField.SOURCE_NODE,
            EventField.SOURCE_NAME,
            EventField.TIME,
            EventField.RECEIVE_TIME,
            EventField.SEVERITY);

    private final List<String> paths;
    private final List<EventField> columns;

    private EventLayout(List<String> paths, List<EventField> columns) {
        this.paths = paths;
        this.columns = columns;
    }

    /**
     * The layout with these columns.
     *
     * @throws IllegalArgumentException if two columns have the same name, or one has a reserved name
     */
    static EventLayout of(List<EventField> columns) {
        List<String> paths = new ArrayList<>(NEEDED);
        Set<String> names = new HashSet<>(Set.of(EventField.TIMESTAMP, EventField.REFRESHED));
        for (EventField column : columns) {
            if (!names.add(column.column())) {
                throw new IllegalArgumentException("expected columns with different names other than "
                        + EventField.TIMESTAMP + " or " + EventField.REFRESHED + ", found a second " + column.column()
                        + " (" + column.path() + ")");
            }
            if (!paths.contains(column.path())) {
                paths.add(column.path());
            }
        }
        return new EventLayout(List.copyOf(paths), List.copyOf(columns));
    }

    /** The paths of the values of an {@link Event}, in order. */
    List<String> paths() {
        return paths;
    }

    List<EventField> columns() {
        return columns;
    }

    /** Index of a path in {@link #paths}. */
    int place(String path) {
        return paths.indexOf(path);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.event;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The fields that a server is asked for: those that the connector itself needs, and those that fill columns. */
final class EventLayout {
    static final String ID = "EventId";
    static final String TYPE = "EventType";
    static final String SOURCE_NODE = "SourceNode";
    static final String SOURCE_NAME = "SourceName";
    static final String TIME = "Time";
    static final String RECEIVE_TIME = "ReceiveTime";
    static final String SEVERITY = "Severity";

    /** The node of the condition that an event is about; no path leads to it, since it is the event's own node. */
    static final String CONDITION_ID = "ConditionId";

    /** Column of the time of the event. */
    static final String TIMESTAMP = "ts";

    /** Column that tells whether a condition refresh told the event, or it has just happened. */
    static final String REFRESHED = "refreshed";

    private static final List<String> NEEDED =
            List.of(ID, TYPE, SOURCE_NODE, SOURCE_NAME, TIME, RECEIVE_TIME, SEVERITY);

    private final List<String> paths;
    private final List<EventField> columns;

    private EventLayout(List<String> paths, List<EventField> columns) {
        this.paths = paths;
        this.columns = columns;
    }

    /**
     * The layout with these columns.
     *
     * @throws IllegalArgumentException if two have the same name, or one that is taken
     */
    static EventLayout of(List<EventField> columns) {
        List<String> paths = new ArrayList<>(NEEDED);
        Set<String> names = new HashSet<>(Set.of(TIMESTAMP, REFRESHED));
        for (EventField column : columns) {
            if (!names.add(column.column())) {
                throw new IllegalArgumentException("expected columns of different names, and none called " + TIMESTAMP
                        + " or " + REFRESHED + ", found a second " + column.column() + " (" + column.path() + ")");
            }
            if (!paths.contains(column.path())) {
                paths.add(column.path());
            }
        }
        return new EventLayout(List.copyOf(paths), List.copyOf(columns));
    }

    /** What an {@link Event} has values of, in order. */
    List<String> paths() {
        return paths;
    }

    List<EventField> columns() {
        return columns;
    }

    /** Place of a path in {@link #paths}. */
    int place(String path) {
        return paths.indexOf(path);
    }
}

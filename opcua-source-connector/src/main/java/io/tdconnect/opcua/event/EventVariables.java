// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.event;

import io.tdconnect.common.template.Template;
import io.tdconnect.common.template.Variables;
import io.tdconnect.opcua.layout.PointVariables;
import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.value.ScalarValues;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.jspecify.annotations.Nullable;

/** The variables of events in templates for names of tables and topics, and for tags. */
final class EventVariables {
    /** The variables, for the documentation of options. */
    static final String DOC =
            "{ns} and {id} (namespace and identifier of the source's node), {SourceNode} (the whole node id),"
                    + " {SourceName}, {EventType} (its browse name), {Severity}, {notifier}, and the paths of events.fields";

    private static final List<String> OF_EVENT = List.of("ns", "id", "notifier", EventField.TYPE);

    private EventVariables() {}

    /** Refuses variables that no event has; as {@link PointVariables#check(Template, java.util.Collection)}. */
    static void check(Template template, EventLayout layout, Collection<String> more) {
        Set<String> known = new LinkedHashSet<>(OF_EVENT);
        known.addAll(layout.paths());
        known.addAll(more);
        PointVariables.check(template, known, name -> false);
    }

    static Variables of(Event event, Point notifier) {
        return name -> value(name, event, notifier);
    }

    private static @Nullable Object value(String name, Event event, Point notifier) {
        Object source = event.value(EventField.SOURCE_NODE);
        return switch (name) {
            case "ns" -> source instanceof NodeId node ? node.getNamespaceIndex() : null;
            case "id" -> source instanceof NodeId node ? PointVariables.part(node.toParseableString(), name) : null;
            case "notifier" -> notifier.node();
            case EventField.TYPE -> event.type();
            default -> field(name, event);
        };
    }

    private static @Nullable Object field(String path, Event event) {
        int place = event.layout().place(path);
        Object value = place < 0 ? null : event.values().get(place);
        Object plain = value == null ? null : ScalarValues.of(value);
        boolean single = value != null && ScalarValues.type(value) != null;
        return !single || plain instanceof byte[] || "".equals(plain) ? null : plain;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a session subscribes to, and what it has to give up since it is left from an earlier configuration.
 *
 * @param wanted filters of this task
 * @param ofConnector filters of all tasks
 * @param known filters as {@link #text} that the session had when Kafka got its last message, null if nobody knows
 * @param group share group of the connector
 */
record Subscriptions(
        List<TopicFilter> wanted,
        List<TopicFilter> ofConnector,
        @Nullable Set<String> known,
        String group) {
    Subscriptions {
        wanted = List.copyOf(wanted);
        ofConnector = List.copyOf(ofConnector);
    }

    /** Filters as they stand in the options. */
    static String text(List<TopicFilter> filters) {
        return filters.stream().map(TopicFilter::text).collect(Collectors.joining(","));
    }

    /** Wanted filters that a session which is resumed did not have. */
    List<TopicFilter> added() {
        Set<String> before = known == null ? Set.of() : known;
        return wanted.stream().filter(filter -> !before.contains(filter.text())).toList();
    }

    /** Filters that no task wants any more, in all forms in which a session can have them. */
    List<String> obsolete() {
        Set<String> obsolete = new LinkedHashSet<>();
        if (known != null) {
            known.forEach(text -> obsolete.add(TopicFilter.parse(text).filter()));
        }
        for (TopicFilter filter : ofConnector) {
            obsolete.add(filter.topics());
            obsolete.add(filter.sharedBy(group).filter());
        }
        ofConnector.forEach(filter -> obsolete.remove(filter.filter()));
        return List.copyOf(obsolete);
    }

    /** Filters that another task has now; the session may have had them before. */
    List<String> moved() {
        Set<String> moved = new LinkedHashSet<>();
        ofConnector.forEach(filter -> moved.add(filter.filter()));
        wanted.forEach(filter -> moved.remove(filter.filter()));
        return List.copyOf(moved);
    }
}

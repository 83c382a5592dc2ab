// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.receive;

import io.tdconnect.mqtt.message.TopicFilter;
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
 * @param known filters as {@link #text} that the session had when Kafka got its last message, null if nobody knows; what the
 *     session has now may be something else, since filters may have changed without a message since
 * @param group share group of the connector
 */
public record Subscriptions(
        List<TopicFilter> wanted,
        List<TopicFilter> ofConnector,
        @Nullable Set<String> known,
        String group) {
    public Subscriptions {
        wanted = List.copyOf(wanted);
        ofConnector = List.copyOf(ofConnector);
    }

    /** Filters as they stand in the options. */
    public static String text(List<TopicFilter> filters) {
        return filters.stream().map(TopicFilter::text).collect(Collectors.joining(","));
    }

    /** Whether a message of this topic is wanted by some task of the connector. */
    public boolean want(String topic) {
        return ofConnector.stream().anyMatch(filter -> filter.matches(topic));
    }

    /** Wanted filters to which the session was subscribed before, in whatever QoS. */
    List<TopicFilter> wantedBefore() {
        Set<String> before = knownFilters();
        return wanted.stream()
                .filter(filter -> before.contains(filter.filter()))
                .toList();
    }

    private Set<String> knownFilters() {
        Set<String> texts = known == null ? Set.of() : known;
        return texts.stream().map(text -> TopicFilter.parse(text).filter()).collect(Collectors.toSet());
    }

    /** Filters by which messages of this topic come although no task wants them, in all forms in which a session can have them. */
    List<String> obsolete(String topic) {
        Set<String> obsolete = new LinkedHashSet<>();
        for (String filter : MatchingFilters.of(topic)) {
            obsolete.add(filter);
            obsolete.add(TopicFilter.shared(group, filter));
        }
        ofConnector.forEach(filter -> obsolete.remove(filter.filter()));
        return List.copyOf(obsolete);
    }

    /** Filters that no task wants any more, in all forms in which a session can have them. */
    List<String> obsolete() {
        Set<String> obsolete = new LinkedHashSet<>(knownFilters());
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

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.receive;

import io.tdconnect.mqtt.message.TopicFilter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a session subscribes to, and from which filters of earlier configurations it unsubscribes.
 *
 * @param wanted filters of this task
 * @param ofConnector filters of all tasks
 * @param known filters as {@link #text} that the session had when its last message was stored in Kafka, null if
 *     unknown; they may have changed since, without a message
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

    /** Filters in the text form of the options. */
    public static String text(List<TopicFilter> filters) {
        return filters.stream().map(TopicFilter::text).collect(Collectors.joining(","));
    }

    /** Whether a filter of the connector matches this topic. */
    public boolean isWanted(String topic) {
        return ofConnector.stream().anyMatch(filter -> filter.matches(topic));
    }

    /** Wanted filters to which the session was subscribed before, with any QoS. */
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

    /** Filters that match this topic and that no task wants, in all forms in which a session can have them. */
    List<String> obsolete(String topic) {
        Set<String> obsolete = new LinkedHashSet<>();
        for (String filter : MatchingFilters.of(topic)) {
            obsolete.add(filter);
            obsolete.add(TopicFilter.shared(group, filter));
        }
        ofConnector.forEach(filter -> obsolete.remove(filter.filter()));
        return List.copyOf(obsolete);
    }

    /** Filters that no task wants any longer, in all forms in which a session can have them. */
    List<String> obsolete() {
        Set<String> obsolete = new LinkedHashSet<>(knownFilters());
        for (TopicFilter filter : ofConnector) {
            obsolete.add(filter.topics());
            obsolete.add(filter.sharedBy(group).filter());
        }
        ofConnector.forEach(filter -> obsolete.remove(filter.filter()));
        return List.copyOf(obsolete);
    }

    /** Filters that now belong to another task; the session may have had them before. */
    List<String> moved() {
        Set<String> moved = new LinkedHashSet<>();
        ofConnector.forEach(filter -> moved.add(filter.filter()));
        wanted.forEach(filter -> moved.remove(filter.filter()));
        return List.copyOf(moved);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.common.explore.Node;
import io.tdconnect.mqtt.message.MqttMessage;
import io.tdconnect.mqtt.message.TopicFilter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One level of the topics of messages below a filter such as {@code plant/#}; the ids of its nodes are filters. */
final class TopicLevel {
    private static final String BELOW = "/#";
    private static final int MOST_NAMES = 10_000;

    private final String prefix;
    private final Map<String, Level> levels = new TreeMap<>();

    private record Level(long messages, boolean hasChildren) {}

    TopicLevel(TopicFilter filter) {
        String text = filter.filter();
        prefix = text.endsWith(BELOW) ? text.substring(0, text.length() - 1) : "";
    }

    /** Counts a message. */
    synchronized void add(MqttMessage message) {
        String topic = message.topic();
        if (!topic.startsWith(prefix)) {
            return;
        }
        int end = topic.indexOf('/', prefix.length());
        String name = topic.substring(prefix.length(), end < 0 ? topic.length() : end);
        if (levels.size() < MOST_NAMES || levels.containsKey(name)) {
            levels.merge(
                    name,
                    new Level(1, end >= 0),
                    (old, one) -> new Level(old.messages + 1, old.hasChildren || one.hasChildren));
        }
    }

    /** The names in their order. */
    synchronized List<Node> nodes() {
        return levels.entrySet().stream()
                .map(entry -> node(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Node node(String name, Level level) {
        String topic = prefix + name;
        return new Node(
                level.hasChildren ? topic + BELOW : topic,
                name,
                level.hasChildren ? "level" : "topic",
                Map.of("messages", String.valueOf(level.messages)),
                level.hasChildren,
                true);
    }
}

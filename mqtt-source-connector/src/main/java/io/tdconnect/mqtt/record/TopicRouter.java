// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.record;

import io.tdconnect.common.record.KafkaTopic;
import io.tdconnect.common.template.MissingVariableException;
import io.tdconnect.common.template.Template;
import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.message.TopicFilter;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Derives Kafka topic and key from an MQTT topic, by templates with the variables {@code topic}, {@code 1}, {@code 2},
 * … for the levels, and the names of levels.
 *
 * <p>For use by one thread.
 */
public final class TopicRouter {
    private static final int CACHE_SIZE = 10_000;

    private final Template topic;
    private final @Nullable Template key;
    private final TopicPattern pattern;
    private final UnwantedTopics unwanted;
    private final Map<String, Route> cache = new HashMap<>();

    /**
     * A router with an empty cache.
     *
     * @param key null for records without key
     * @param unwanted receives the topics that no filter matches
     */
    public TopicRouter(Template topic, @Nullable Template key, TopicPattern pattern, UnwantedTopics unwanted) {
        this.topic = topic;
        this.key = key;
        this.pattern = pattern;
        this.unwanted = unwanted;
    }

    /** The problem of a template for topics that match these filters, null if it fits all of them. */
    public static @Nullable String problem(Template template, TopicPattern pattern, Collection<TopicFilter> filters) {
        for (String variable : template.variables()) {
            if (!variable.equals("topic") && !isNumber(variable) && pattern.level(variable) == 0) {
                return "expected the variables {topic}, {1}, {2}, … for topic levels or a name from "
                        + RecordOptions.TOPIC_PATTERN + ", found {" + variable + "}";
            }
        }
        for (TopicFilter filter : filters) {
            String[] shortest = new String[filter.minimumLevels()];
            try {
                template.render(variable -> variable.equals("topic") ? "" : level(variable, pattern, shortest.length));
            } catch (MissingVariableException e) {
                return "a topic that matches " + filter.filter() + " may have only " + filter.minimumLevels()
                        + " levels: give {" + e.name() + "} a default, such as {" + e.name() + ":none}";
            }
        }
        return null;
    }

    /** Reports an MQTT topic that no filter matches. */
    void reportUnwanted(String mqttTopic) {
        if (!unwanted.wanted().test(mqttTopic)) {
            unwanted.report().accept(mqttTopic);
        }
    }

    /**
     * The route of an MQTT topic; characters that Kafka does not allow in a name are underscores in it.
     *
     * @throws BadMessageException if a template needs a level that the topic does not have
     */
    Route route(String mqttTopic) throws BadMessageException {
        Route known = cache.get(mqttTopic);
        if (known != null) {
            return known;
        }
        if (cache.size() >= CACHE_SIZE) {
            cache.clear();
        }
        String[] levels = mqttTopic.split("/", -1);
        String name = KafkaTopic.legal(render(RecordOptions.KAFKA_TOPIC, topic, mqttTopic.replace('/', '.'), levels));
        String kafkaKey = key == null ? null : render(RecordOptions.KAFKA_KEY, key, mqttTopic, levels);
        Route route = new Route(
                name, kafkaKey, pattern.levels(mqttTopic), unwanted.wanted().test(mqttTopic));
        cache.put(mqttTopic, route);
        return route;
    }

    private String render(String option, Template template, String whole, String[] levels) throws BadMessageException {
        try {
            return template.render(variable -> {
                if (variable.equals("topic")) {
                    return whole;
                }
                Integer level = level(variable, pattern, levels.length);
                return level == null ? null : levels[level - 1];
            });
        } catch (MissingVariableException e) {
            throw new BadMessageException("expected the topic level {" + e.name() + "} of " + option
                    + ", found a topic without it; give it a default, such as {" + e.name() + ":none}");
        }
    }

    private static @Nullable Integer level(String variable, TopicPattern pattern, int count) {
        int level = isNumber(variable) ? Integer.parseInt(variable) : pattern.level(variable);
        return level >= 1 && level <= count ? level : null;
    }

    private static boolean isNumber(String variable) {
        return variable.matches("[1-9][0-9]{0,4}");
    }

    /**
     * The parts of a record that depend on the MQTT topic alone.
     *
     * @param key null for records without key
     * @param levels named levels of the MQTT topic
     * @param wanted whether a filter of the connector matches the MQTT topic
     */
    record Route(String kafkaTopic, @Nullable String key, Map<String, String> levels, boolean wanted) {}

    /**
     * Detects messages that match only a filter of an earlier configuration.
     *
     * @param wanted whether a topic matches a filter of the connector
     * @param report receives a topic that does not
     */
    public record UnwantedTopics(Predicate<String> wanted, Consumer<String> report) {}
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import io.tdconnect.common.config.Validators;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/**
 * The options {@code topic.NAME.OPTION}, which override {@code OPTION} for the records of one topic.
 *
 * @param preset the routing of all other topics
 * @param ofTopics the routing of each topic that has such an option
 */
public record TopicOptions(RoutingOptions preset, Map<String, RoutingOptions> ofTopics) {
    public static final String PREFIX = "topic.";
    private static final List<String> OVERRIDABLE = List.of(
            RoutingOptions.DATABASE,
            RoutingOptions.STABLE,
            RoutingOptions.TABLE,
            RoutingOptions.TAGS,
            RoutingOptions.TIMESTAMP_FIELD);

    /**
     * Reads the options of all topics.
     *
     * @throws ConfigException if an option is not known or its value is not valid
     */
    public static TopicOptions from(AbstractConfig config) {
        RoutingOptions preset = RoutingOptions.from(config);
        Map<String, RoutingOptions> ofTopics = new HashMap<>();
        Map<String, String> properties = config.originalsStrings();
        check(properties, (option, problem) -> {
            throw new ConfigException(problem);
        });
        properties.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                String option = option(key);
                String topic = key.substring(PREFIX.length(), key.length() - option.length() - 1);
                ofTopics.put(topic, ofTopics.getOrDefault(topic, preset).with(option, value));
            }
        });
        return new TopicOptions(preset, ofTopics);
    }

    RoutingOptions routing(String topic) {
        return ofTopics.getOrDefault(topic, preset);
    }

    /** Reports each invalid option that starts with {@link #PREFIX}, by its name and a message. */
    public static void check(Map<String, String> properties, BiConsumer<String, String> problems) {
        new LinkedHashMap<>(properties).forEach((key, value) -> {
            if (!key.startsWith(PREFIX)) {
                return;
            }
            String option = option(key);
            if (option.isEmpty()) {
                problems.accept(
                        key,
                        "Unknown option " + key + ": expected topic.NAME."
                                + String.join(" or topic.NAME.", OVERRIDABLE));
                return;
            }
            try {
                checkValue(option, key, value);
            } catch (ConfigException e) {
                problems.accept(key, String.valueOf(e.getMessage()));
            }
        });
    }

    /** Reports each topic whose primary timestamp is a tag, by the option that causes it. */
    public void checkTimestamps(AbstractConfig config, BiConsumer<String, String> problems) {
        ofTopics.forEach((topic, routing) -> {
            if (routing.timestampIsTag() && !preset.timestampIsTag()) {
                String timestamp = PREFIX + topic + '.' + RoutingOptions.TIMESTAMP_FIELD;
                String tags = PREFIX + topic + '.' + RoutingOptions.TAGS;
                problems.accept(
                        config.originals().containsKey(timestamp) ? timestamp : tags,
                        "The primary timestamp of topic " + topic + ", " + routing.timestampField()
                                + ", cannot be one of its tags: choose another " + timestamp + " or " + tags);
            }
        });
    }

    private static void checkValue(String option, String key, String value) {
        if (!option.equals(RoutingOptions.TAGS) && !option.equals(RoutingOptions.TIMESTAMP_FIELD)) {
            Validators.template().ensureValid(key, value);
        }
        if (!option.equals(RoutingOptions.TAGS) && !option.equals(RoutingOptions.STABLE)) {
            Validators.nonEmpty().ensureValid(key, value);
        }
    }

    /** The option at the end of a name; empty if no per-topic option matches, or the topic name is missing. */
    private static String option(String key) {
        return OVERRIDABLE.stream()
                .filter(option -> key.endsWith('.' + option) && key.length() > PREFIX.length() + option.length() + 1)
                .findFirst()
                .orElse("");
    }
}

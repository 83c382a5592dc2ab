// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import io.tdconnect.common.config.Validators;
import io.tdconnect.common.template.Template;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/** The options {@code topic.NAME.OPTION}, which stand for {@code OPTION} where records come from one topic. */
public final class TopicOptions {
    public static final String PREFIX = "topic.";
    private static final List<String> OVERRIDABLE = List.of(
            RoutingOptions.DATABASE,
            RoutingOptions.STABLE,
            RoutingOptions.TABLE,
            RoutingOptions.TAGS,
            RoutingOptions.TIMESTAMP_FIELD);

    private TopicOptions() {}

    /**
     * The routing of each topic that has options of its own.
     *
     * @throws ConfigException if an option is not known or its value not valid
     */
    static Map<String, RowRouting> routings(AbstractConfig config, RowRouting preset) {
        Map<String, RowRouting> routings = new HashMap<>();
        Map<String, String> properties = config.originalsStrings();
        check(properties, (option, problem) -> {
            throw new ConfigException(problem);
        });
        properties.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                String option = option(key);
                String topic = key.substring(PREFIX.length(), key.length() - option.length() - 1);
                routings.put(topic, with(routings.getOrDefault(topic, preset), option, value));
            }
        });
        return routings;
    }

    /** Tells what is wrong with the options that start with {@link #PREFIX}, each by its name and a message. */
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

    /** Tells for which topics the primary timestamp is a tag, by the option that makes it so. */
    public static void checkTimestamps(AbstractConfig config, RowRouting preset, BiConsumer<String, String> problems) {
        routings(config, preset).forEach((topic, routing) -> {
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

    /** The option at the end of a name, empty if a topic cannot have it or the topic has no name. */
    private static String option(String key) {
        return OVERRIDABLE.stream()
                .filter(option -> key.endsWith('.' + option) && key.length() > PREFIX.length() + option.length() + 1)
                .findFirst()
                .orElse("");
    }

    private static RowRouting with(RowRouting routing, String option, String value) {
        return switch (option) {
            case RoutingOptions.DATABASE ->
                new RowRouting(
                        Template.parse(value),
                        routing.stable(),
                        routing.table(),
                        routing.tags(),
                        routing.timestampField());
            case RoutingOptions.STABLE ->
                new RowRouting(
                        routing.database(),
                        Template.parse(value),
                        routing.table(),
                        routing.tags(),
                        routing.timestampField());
            case RoutingOptions.TABLE ->
                new RowRouting(
                        routing.database(),
                        routing.stable(),
                        Template.parse(value),
                        routing.tags(),
                        routing.timestampField());
            case RoutingOptions.TAGS ->
                new RowRouting(
                        routing.database(), routing.stable(), routing.table(), names(value), routing.timestampField());
            default -> new RowRouting(routing.database(), routing.stable(), routing.table(), routing.tags(), value);
        };
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toList());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.common.template.MissingVariableException;
import io.tdconnect.common.template.Template;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Names the Kafka topic of an MQTT topic by a template over {@code topic} (with dots for slashes) and the levels {@code
 * 1}, {@code 2}, ….
 *
 * <p>For use by one thread.
 */
final class TopicRoute {
    private static final int LONGEST_NAME = 249;
    private static final int CACHE_SIZE = 10_000;

    private final Template template;
    private final Map<String, String> cache = new HashMap<>();

    TopicRoute(Template template) {
        this.template = template;
    }

    /** What is wrong with a template for topics that match these filters, null if nothing. */
    static @Nullable String problem(Template template, Collection<TopicFilter> filters) {
        for (String variable : template.variables()) {
            if (!variable.equals("topic") && !isLevel(variable)) {
                return "expected the variables {topic} or {1}, {2}, … for topic levels, found {" + variable + "}";
            }
        }
        for (TopicFilter filter : filters) {
            try {
                template.render(variable -> value(variable, "x/".repeat(filter.minimumLevels() - 1) + "x"));
            } catch (MissingVariableException e) {
                return "a topic that matches " + filter.filter() + " may have only " + filter.minimumLevels()
                        + " levels: give {" + e.name() + "} a default, such as {" + e.name() + ":none}";
            }
        }
        return null;
    }

    /**
     * The Kafka topic, with every character that Kafka does not allow replaced by an underscore.
     *
     * @throws ConnectException if the template wants a level that the topic does not have
     */
    String kafkaTopic(String mqttTopic) {
        String known = cache.get(mqttTopic);
        if (known != null) {
            return known;
        }
        if (cache.size() >= CACHE_SIZE) {
            cache.clear();
        }
        String topic = legalName(render(mqttTopic));
        cache.put(mqttTopic, topic);
        return topic;
    }

    private String render(String mqttTopic) {
        try {
            return template.render(variable -> value(variable, mqttTopic));
        } catch (MissingVariableException e) {
            throw new ConnectException(
                    RecordOptions.KAFKA_TOPIC + " expects level {" + e.name() + "}, found the topic " + mqttTopic
                            + "; give it a default, such as {" + e.name() + ":none}",
                    e);
        }
    }

    private static @Nullable String value(String variable, String mqttTopic) {
        if (variable.equals("topic")) {
            return mqttTopic.replace('/', '.');
        }
        String[] levels = mqttTopic.split("/", -1);
        int level = isLevel(variable) ? Integer.parseInt(variable) : 0;
        return level >= 1 && level <= levels.length ? levels[level - 1] : null;
    }

    private static boolean isLevel(String variable) {
        return variable.matches("[1-9][0-9]{0,4}");
    }

    private static String legalName(String name) {
        StringBuilder legal = new StringBuilder(name.length());
        for (int i = 0; i < name.length() && i < LONGEST_NAME; i++) {
            char c = name.charAt(i);
            boolean allowed = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '.'
                    || c == '_'
                    || c == '-';
            legal.append(allowed ? c : '_');
        }
        boolean reserved = legal.isEmpty()
                || legal.toString().equals(".")
                || legal.toString().equals("..");
        return reserved ? "_".repeat(Math.max(1, legal.length())) : legal.toString();
    }
}

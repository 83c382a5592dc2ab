// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * An MQTT topic filter and the maximum QoS of its messages, written {@code site/+/temp::1}.
 *
 * @param filter as it is sent to the broker, with $share/GROUP/ if it is shared
 * @param qos 0, 1 or 2
 */
public record TopicFilter(String filter, int qos) {
    public static final int DEFAULT_QOS = 1;

    private static final String QOS_SEPARATOR = "::";
    private static final String SHARE = "$share/";
    private static final String SPARKPLUG = "spBv1.0/";
    private static final int MAX_BYTES = 65_535;

    public TopicFilter {
        check(!filter.isEmpty(), "a topic filter", "empty text");
        check(qos >= 0 && qos <= 2, "QoS 0, 1 or 2 after ::", String.valueOf(qos));
        check(filter.indexOf('\0') < 0, "a filter without the character U+0000", "it");
        int bytes = filter.getBytes(StandardCharsets.UTF_8).length;
        check(bytes <= MAX_BYTES, "a filter of at most " + MAX_BYTES + " bytes", bytes + " bytes");
        if (filter.startsWith(SHARE)) {
            int end = filter.indexOf('/', SHARE.length());
            check(end > SHARE.length() && end + 1 < filter.length(), "$share/GROUP/FILTER", filter);
            String group = filter.substring(SHARE.length(), end);
            check(group.indexOf('+') < 0 && group.indexOf('#') < 0, "a share group without wildcards", group);
        }
        checkWildcards(filter);
    }

    /**
     * Reads {@code filter::qos}, or {@code filter} with {@link #DEFAULT_QOS}.
     *
     * @throws IllegalArgumentException with what was expected and what was found
     */
    public static TopicFilter parse(String text) {
        String trimmed = text.trim();
        int separator = trimmed.lastIndexOf(QOS_SEPARATOR);
        if (separator < 0) {
            return new TopicFilter(trimmed, DEFAULT_QOS);
        }
        String qos = trimmed.substring(separator + QOS_SEPARATOR.length());
        check(qos.matches("[0-9]"), "QoS 0, 1 or 2 after ::", "'" + qos + "'");
        return new TopicFilter(trimmed.substring(0, separator), Integer.parseInt(qos));
    }

    /** Whether the broker shares the messages among all subscribers of its group. */
    public boolean shared() {
        return filter.startsWith(SHARE);
    }

    /** Reads filters that are separated by commas. */
    public static List<TopicFilter> parseList(String text) {
        return Arrays.stream(text.split(",")).map(TopicFilter::parse).toList();
    }

    /** The text form, as in the options. */
    public String text() {
        return filter + QOS_SEPARATOR + qos;
    }

    /**
     * Whether several tasks may share its messages. Topics of the broker itself cannot be shared, and one task has to
     * read those of Sparkplug in order.
     */
    public boolean shareable() {
        return !shared() && !filter.startsWith("$") && !filter.startsWith(SPARKPLUG);
    }

    /** The same messages, shared among the subscribers of a group. */
    public TopicFilter sharedBy(String group) {
        return new TopicFilter(shared(group, topics()), qos);
    }

    /** The filter with which the subscribers of a group share the messages of another filter. */
    public static String shared(String group, String topics) {
        return SHARE + group + "/" + topics;
    }

    /** The filter on topics, without $share/GROUP/. */
    public String topics() {
        return shared() ? filter.substring(filter.indexOf('/', SHARE.length()) + 1) : filter;
    }

    /** Whether a message of this topic belongs to the filter. */
    public boolean matches(String topic) {
        String[] wanted = topics().split("/", -1);
        String[] levels = topic.split("/", -1);
        // A wildcard at the start does not match the topics of the broker itself.
        if (topic.startsWith("$") && !wanted[0].equals(levels[0])) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return true;
            }
            if (i == levels.length || !(wanted[i].equals("+") || wanted[i].equals(levels[i]))) {
                return false;
            }
        }
        return wanted.length == levels.length;
    }

    /** The QoS of the subscription: 1 in place of 2, because the handshake of QoS 2 cannot wait for Kafka. */
    public int subscribedQos() {
        return Math.min(qos, 1);
    }

    /** The smallest number of levels of a matching topic. */
    public int minimumLevels() {
        int levels = topics().split("/", -1).length;
        return filter.endsWith("#") ? Math.max(levels - 1, 1) : levels;
    }

    private static void checkWildcards(String filter) {
        String[] levels = filter.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            String level = levels[i];
            check(level.equals("+") || level.indexOf('+') < 0, "+ alone in its level", filter);
            check(
                    level.indexOf('#') < 0 || (level.equals("#") && i == levels.length - 1),
                    "# alone at the end",
                    filter);
        }
    }

    private static void check(boolean valid, String expected, String found) {
        if (!valid) {
            throw new IllegalArgumentException("expected " + expected + ", found " + found);
        }
    }
}

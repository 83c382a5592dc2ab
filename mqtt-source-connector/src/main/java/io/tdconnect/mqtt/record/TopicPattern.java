// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.record;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names of the levels of an MQTT topic, written {@code site/line/_}.
 *
 * @param names one for each level from the first, {@code _} for a level without a name
 */
public record TopicPattern(List<String> names) {
    static final TopicPattern NONE = new TopicPattern(List.of());

    private static final String UNNAMED = "_";

    public TopicPattern {
        names = List.copyOf(names);
    }

    /**
     * Reads names with slashes between them.
     *
     * @throws IllegalArgumentException with what was expected and what was found
     */
    static TopicPattern parse(String text) {
        List<String> names = List.of(text.trim().split("/", -1));
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!name.matches("[\\p{L}_][\\p{L}\\p{N}_.-]*") || name.equals("topic")) {
                throw new IllegalArgumentException(
                        "expected names of topic levels such as site/line/_ (letters, digits,"
                                + " _, . and -, not beginning with a digit, not topic), found '" + name + "'");
            }
            if (!name.equals(UNNAMED) && !seen.add(name)) {
                throw new IllegalArgumentException("expected each name once, found " + name + " twice");
            }
        }
        return new TopicPattern(names);
    }

    /** The number of the level with a name, counted from 1; 0 if no level has it. */
    public int level(String name) {
        return name.equals(UNNAMED) ? 0 : names.indexOf(name) + 1;
    }

    /** The named levels that a topic has, in their order. */
    Map<String, String> levels(String topic) {
        if (names.isEmpty()) {
            return Map.of();
        }
        Map<String, String> named = new LinkedHashMap<>();
        String[] levels = topic.split("/", names.size() + 1);
        for (int i = 0; i < names.size() && i < levels.length; i++) {
            if (!names.get(i).equals(UNNAMED)) {
                named.put(names.get(i), levels[i]);
            }
        }
        return Collections.unmodifiableMap(named);
    }
}

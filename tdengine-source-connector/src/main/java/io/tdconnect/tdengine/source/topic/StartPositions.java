// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.topic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Positions of vgroups, as {@code 2:10}. */
public final class StartPositions {
    private static final String FORM = "\\d{1,9}:\\d{1,18}";

    private StartPositions() {}

    /**
     * Vgroup and position of an element.
     *
     * @throws IllegalArgumentException if it has not this form
     */
    public static Map.Entry<Integer, Long> parse(String text) {
        String element = text.trim();
        if (!element.matches(FORM)) {
            throw new IllegalArgumentException("expected VGROUP:POSITION such as 2:10, found " + text);
        }
        int colon = element.indexOf(':');
        return Map.entry(Integer.valueOf(element.substring(0, colon)), Long.valueOf(element.substring(colon + 1)));
    }

    /**
     * Position by vgroup.
     *
     * @throws IllegalArgumentException if a vgroup has two
     */
    public static Map<Integer, Long> parse(List<String> elements) {
        Map<Integer, Long> positions = new HashMap<>();
        for (String element : elements) {
            Map.Entry<Integer, Long> entry = parse(element);
            if (positions.put(entry.getKey(), entry.getValue()) != null) {
                throw new IllegalArgumentException(
                        "expected one position for each vgroup, found several for " + entry.getKey());
            }
        }
        return positions;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.receive;

import java.util.ArrayList;
import java.util.List;

/** Finds all topic filters that match a topic. */
final class MatchingFilters {
    /** How many levels may be a plus; with more of them there would be too many filters. */
    private static final int LEVELS = 8;

    private MatchingFilters() {}

    /** The filters that match a topic, 3 · 2ⁿ − 1 for n levels; not all where there are more than eight levels. */
    static List<String> of(String topic) {
        String[] levels = topic.split("/", -1);
        List<String> filters = new ArrayList<>();
        List<String> starts = List.of("");
        for (int i = 0; i < levels.length; i++) {
            boolean first = i == 0;
            boolean wildcards = !(first && topic.startsWith("$"));
            List<String> longer = new ArrayList<>();
            for (String start : starts) {
                String prefix = first ? "" : start + "/";
                if (wildcards) {
                    filters.add(prefix + "#");
                }
                longer.add(prefix + levels[i]);
                if (wildcards && i < LEVELS) {
                    longer.add(prefix + "+");
                }
            }
            starts = longer;
        }
        starts.forEach(whole -> filters.add(whole + "/#"));
        filters.addAll(starts);
        return filters;
    }
}

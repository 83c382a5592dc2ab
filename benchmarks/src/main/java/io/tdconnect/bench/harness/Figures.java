// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The results of a benchmark: names and values, in the order in which they are printed. */
public final class Figures {
    private Figures() {}

    /** All figures on one line, as {@code name=value}. */
    public static String line(String start, Map<String, String> figures) {
        return start
                + ' '
                + figures.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(" "));
    }

    /** The median of the values of several rounds. */
    public static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}

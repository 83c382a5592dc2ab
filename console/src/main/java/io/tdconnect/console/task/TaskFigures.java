// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Figures of one task of a connector at a moment, as its beans name them. Consoles send them to each other.
 *
 * @param numbers by the names of the attributes; never NaN
 * @param words texts of attributes, such as the state of a sink
 */
record TaskFigures(Map<String, Double> numbers, Set<String> words) {
    TaskFigures() {
        this(new TreeMap<>(), new TreeSet<>());
    }

    /** A number; NaN if it is not there. */
    double number(String name) {
        return numbers.getOrDefault(name, Double.NaN);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Figures of one task of a connector at a moment, as its beans name them. Consoles send them to each other.
 *
 * @param numbers by the names of the attributes; never NaN
 * @param words texts of attributes, such as the state of a sink
 * @param parts lines of {@link io.tdconnect.common.metrics.PartProgress}; empty for a task without parts
 */
record TaskFigures(Map<String, Double> numbers, Set<String> words, List<String> parts) {
    TaskFigures() {
        this(new TreeMap<>(), new TreeSet<>(), new ArrayList<>());
    }

    /** The console of an older worker sends no parts. */
    TaskFigures(Map<String, Double> numbers, Set<String> words, @Nullable List<String> parts) {
        this.numbers = numbers;
        this.words = words;
        this.parts = Objects.requireNonNullElseGet(parts, ArrayList::new);
    }

    /** A number; NaN if it is not there. */
    double number(String name) {
        return numbers.getOrDefault(name, Double.NaN);
    }
}

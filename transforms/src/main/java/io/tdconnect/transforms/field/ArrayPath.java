// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place of an array whose elements become rows, such as {@code $.points[*]} or {@code $.devices[*].points[*]}.
 *
 * @param steps from the outermost; the last one is an array
 */
public record ArrayPath(List<Step> steps) {
    private static final Pattern STEP = Pattern.compile("([^\\[\\]`'\"$*]+)(\\[\\*])?");

    public ArrayPath {
        steps = List.copyOf(steps);
    }

    /** A name, and whether the value of the field is an array whose elements are used or an object around it. */
    public record Step(String name, boolean array) {}

    /** The path of a text; without any {@code [*]} the last name is that of the array. Null if it is no such path. */
    public static @Nullable ArrayPath find(String text) {
        String path = text.trim().startsWith("$.") ? text.trim().substring(2) : text.trim();
        List<Step> steps = new ArrayList<>();
        for (String part : Arrays.asList(path.split("\\.", -1))) {
            Matcher step = STEP.matcher(part.trim());
            if (!step.matches()) {
                return null;
            }
            steps.add(new Step(step.group(1), step.group(2) != null));
        }
        Step last = steps.get(steps.size() - 1);
        if (steps.stream().noneMatch(Step::array)) {
            steps.set(steps.size() - 1, new Step(last.name(), true));
        } else if (!last.array()) {
            return null;
        }
        return new ArrayPath(steps);
    }

    public Step step(int index) {
        return steps.get(index);
    }

    public int size() {
        return steps.size();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.source;

import java.util.ArrayList;
import java.util.List;

/** Splits the work of a connector over its tasks. */
public final class TaskSplit {
    private TaskSplit() {}

    /**
     * Splits items into groups of nearly equal size, in order; the same items always give the same groups.
     *
     * @return at most {@code maxGroups} groups, each with at least one item; empty without items
     * @throws IllegalArgumentException if {@code maxGroups} is not positive
     */
    public static <T> List<List<T>> split(List<T> items, int maxGroups) {
        if (maxGroups < 1) {
            throw new IllegalArgumentException("expected at least one group, found " + maxGroups);
        }
        int count = Math.min(maxGroups, items.size());
        List<List<T>> groups = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) items.size() * i / count);
            int to = (int) ((long) items.size() * (i + 1) / count);
            groups.add(List.copyOf(items.subList(from, to)));
        }
        return List.copyOf(groups);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.explore;

import java.util.List;

/**
 * What patterns match.
 *
 * @param count of all
 * @param first some of them, at most {@link #MOST_LISTED}
 */
public record Matches(long count, List<Node> first) {
    /** How many are listed at most. */
    public static final int MOST_LISTED = 500;

    public Matches {
        first = List.copyOf(first.size() > MOST_LISTED ? first.subList(0, MOST_LISTED) : first);
    }
}

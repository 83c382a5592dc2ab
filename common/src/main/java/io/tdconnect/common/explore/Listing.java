// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.explore;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A level of the objects of a server, or a part of it.
 *
 * @param cursor where the list goes on; null at its end
 */
public record Listing(List<Node> nodes, @Nullable String cursor) {
    /** How many nodes are on a page. */
    public static final int PAGE = 500;

    private static final Pattern OFFSET = Pattern.compile("\\d{1,9}");

    public Listing {
        nodes = List.copyOf(nodes);
    }

    /** All of them. */
    public static Listing all(List<Node> nodes) {
        return new Listing(nodes, null);
    }

    /** A page of a list, which makes the nodes of this page only. */
    public static <T> Listing page(List<T> items, @Nullable String cursor, Function<T, Node> node)
            throws ExploreException {
        int from = Math.min(offset(cursor), items.size());
        int to = Math.min(from + PAGE, items.size());
        return new Listing(
                items.subList(from, to).stream().map(node).toList(), to < items.size() ? String.valueOf(to) : null);
    }

    /**
     * Where a page begins.
     *
     * @param cursor of the page before; null for the first page
     * @throws ExploreException if it is no cursor
     */
    public static int offset(@Nullable String cursor) throws ExploreException {
        if (cursor == null) {
            return 0;
        }
        if (!OFFSET.matcher(cursor).matches()) {
            throw new ExploreException("expected the cursor of an earlier page, found " + cursor);
        }
        return Integer.parseInt(cursor);
    }
}

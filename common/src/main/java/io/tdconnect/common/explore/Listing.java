// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.explore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A level of the objects of a server, or a part of it.
 *
 * @param cursor where the list goes on; null at its end
 */
public record Listing(List<Node> nodes, @Nullable String cursor) {
    public Listing {
        nodes = List.copyOf(nodes);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.plan;

import io.tdconnect.verify.side.Selection;
import java.util.List;

/**
 * A supertable or normal table of the target, and what was copied into it.
 *
 * @param sources what was copied into it
 */
public record Group(
        String name, Selection target, List<Selection> sources, ComparedTables tables, GroupColumns columns) {
    /** Copies the list. */
    public Group {
        sources = List.copyOf(sources);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import java.util.List;

/** Converts tasks of taosX to configurations of two connectors. */
public final class TaskMapping {
    private TaskMapping() {}

    /**
     * The connectors that do what a task does.
     *
     * @throws TaosxException with every problem that was found
     */
    public static MappedTask map(TaosxTask task) {
        throw new TaosxException(
                List.of(new TaosxProblem("from", "a DSN of a driver that can be mapped", "another", null)));
    }
}

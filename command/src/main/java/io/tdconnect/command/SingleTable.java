// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import io.tdconnect.taosx.MappedTask;
import io.tdconnect.taosx.TaosxTask;
import io.tdconnect.taosx.TaskMapping;
import java.util.Optional;

/** Asks the server what the object {@code database.table} of a DSN is, since subscriptions are to supertables only. */
final class SingleTable {
    private static final String STABLES = "stables";

    private SingleTable() {}

    /** The connectors of a task; a single table is read by queries. */
    static MappedTask mapped(TaosxTask task) {
        MappedTask mapped = TaskMapping.map(task);
        Optional<TaosxTask> byQueries = TaskMapping.ofSingleTable(task);
        if (byQueries.isEmpty()) {
            return mapped;
        }
        boolean isSupertable = ConnectorCheck.problems(ConnectorCheck.patient(mapped.source())).stream()
                .noneMatch(problem -> problem.option().equals(STABLES));
        return isSupertable ? mapped : TaskMapping.map(byQueries.get());
    }
}

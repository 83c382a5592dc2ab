// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.RowException;
import java.util.List;

/**
 * What metadata events may do.
 *
 * @param drops whether tables, columns and tags may be dropped
 * @param databases names of the databases that may be changed; all if there are none
 * @param tables names of the tables that may be changed, an asterisk at the end of a name stands for any rest; all if
 *     there are none
 */
public record MetadataRules(boolean drops, List<String> databases, List<String> tables) {
    private static final String ANY = "*";

    /** Rules that name no databases and tables. */
    public static MetadataRules everywhere(boolean drops) {
        return new MetadataRules(drops, List.of(), List.of());
    }

    /**
     * Checks that events may change a database.
     *
     * @throws RowException if they may not
     */
    public void checkDatabase(String database) {
        if (!databases.isEmpty() && !databases.contains(database)) {
            throw refused(database, "", TableOptions.APPLY_DATABASES);
        }
    }

    /**
     * Checks that events may change a table.
     *
     * @throws RowException if they may not
     */
    public void checkTable(String database, String table) {
        if (!allows(table)) {
            throw refused(database, table, TableOptions.APPLY_TABLES);
        }
    }

    /** Whether events may change a table. */
    public boolean allows(String table) {
        return tables.isEmpty()
                || tables.stream()
                        .anyMatch(name -> name.endsWith(ANY)
                                ? table.startsWith(name.substring(0, name.length() - 1))
                                : table.equals(name));
    }

    private static RowException refused(String database, String table, String option) {
        return new RowException(
                        Fault.OTHER,
                        "Expected a metadata event for a " + (table.isEmpty() ? "database" : "table") + " that "
                                + option + " names, found another one")
                .at(database, table);
    }
}

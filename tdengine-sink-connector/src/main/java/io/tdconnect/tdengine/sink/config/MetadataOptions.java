// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import io.tdconnect.common.config.Options;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.RowException;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The options for metadata events.
 *
 * @param apply whether events are applied; if not, they are skipped
 * @param drops whether tables, columns and tags may be dropped
 * @param createDatabase whether a database may be created
 * @param databases names of the databases that may be changed; empty for all
 * @param tables names of the tables that may be changed, with an asterisk at the end for any rest; empty for all
 */
public record MetadataOptions(
        boolean apply, boolean drops, boolean createDatabase, List<String> databases, List<String> tables) {
    static final String APPLY_METADATA = "apply.metadata";
    static final String APPLY_DROPS = "apply.metadata.drops";
    static final String APPLY_DATABASES = "apply.metadata.databases";
    static final String APPLY_TABLES = "apply.metadata.tables";

    private static final String ANY = "*";

    /** Copies the lists. */
    public MetadataOptions {
        databases = List.copyOf(databases);
        tables = List.copyOf(tables);
    }

    public static void addTo(Options options) {
        options.group("Tables")
                .optional(
                        APPLY_METADATA,
                        Type.BOOLEAN,
                        false,
                        "Whether to apply metadata events of the TDengine source (records with the header"
                                + " td.metadata): create and change tables, change tags, delete rows; with"
                                + " auto.create.database also create the database. If not, such"
                                + " records are skipped.")
                .dependents(APPLY_DROPS, APPLY_DATABASES, APPLY_TABLES)
                .optional(
                        APPLY_DROPS,
                        Type.BOOLEAN,
                        false,
                        "Whether metadata events may drop tables, columns and tags; deletions of rows do not depend on"
                                + " it.")
                .optional(
                        APPLY_DATABASES,
                        Type.LIST,
                        "",
                        "Databases that metadata events may change; events for others are bad records. Empty: all that the"
                                + " user of the connection may change.")
                .optional(
                        APPLY_TABLES,
                        Type.LIST,
                        "",
                        "Tables that metadata events may change; events for others are bad records. An asterisk at the end"
                                + " of a name matches any rest: meters, d*. A subtable may be created if it or its"
                                + " supertable is named; other events need the name of the table that they change."
                                + " Empty: all.");
    }

    public static MetadataOptions from(AbstractConfig config) {
        return new MetadataOptions(
                config.getBoolean(APPLY_METADATA),
                config.getBoolean(APPLY_DROPS),
                config.getBoolean(TableOptions.CREATE_DATABASE),
                config.getList(APPLY_DATABASES),
                config.getList(APPLY_TABLES));
    }

    /** Applies events for any database and table. */
    public static MetadataOptions everywhere(boolean drops) {
        return new MetadataOptions(true, drops, true, List.of(), List.of());
    }

    /**
     * Checks that events may change a database.
     *
     * @throws RowException if they may not
     */
    public void checkDatabase(String database) {
        if (!databases.isEmpty() && !databases.contains(database)) {
            throw refused(database, "", APPLY_DATABASES);
        }
    }

    /**
     * Checks that events may change a table.
     *
     * @throws RowException if they may not
     */
    public void checkTable(String database, String table) {
        if (!allows(table)) {
            throw refused(database, table, APPLY_TABLES);
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

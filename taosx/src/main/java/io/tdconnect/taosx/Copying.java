// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import io.tdconnect.taosx.dsn.DsnParameter;
import io.tdconnect.taosx.dsn.TdengineObject;
import java.util.Objects;
import java.util.Optional;

/** What source and sink of a copy of TDengine have to agree about: changes of tables, precision, loops. */
final class Copying {
    static final String METADATA = "with.meta";
    static final String DELETES = "with.meta.delete";
    static final String DROPS = "with.meta.drop";

    private static final String CONNECTOR = "connector.class";
    private static final String OBJECT = "object";

    private Copying() {}

    /** Whether a source reads tables of TDengine, from a server or from a backup. */
    static boolean isCopy(Draft source) {
        String connector = source.get(CONNECTOR);
        return connector.equals(TdengineSources.CONNECTOR) || connector.equals(FileSources.BACKUP_CONNECTOR);
    }

    /** Completes the configurations of a source that reads TDengine or a backup, and of any sink. */
    static void connect(Draft source, Draft sink, String topic, boolean renames) {
        boolean restore = source.get(CONNECTOR).equals(FileSources.BACKUP_CONNECTOR);
        boolean metadata = restore || (source.get("read.mode").equals("subscription") && asks(source, METADATA));
        if (metadata) {
            source.set("metadata.topic", topic);
            requireDeletes(source);
            if (!restore) {
                // The WAL has events of the last changes only.
                source.set("metadata.existing", "true");
            }
        }
        if (!sink.get(CONNECTOR).equals(TdengineTarget.CONNECTOR)) {
            sink.set("database", source.get("database"));
            if (metadata && !restore) {
                // Also tables without rows, and those that are older than the WAL.
                source.set("metadata.existing", "true");
            }
            return;
        }
        TdengineObject object = TdengineObject.of(sink.dsn().object());
        if (restore) {
            if (!object.table().isEmpty()) {
                source.set("tables", object.table());
            }
        } else if (!object.table().isEmpty()) {
            sink.problem(
                    OBJECT, "a database", "a database and a table", "give tables other names with -T rename-table:…");
        }
        if (metadata) {
            sink.set("apply.metadata", "true");
            sink.set("apply.metadata.drops", String.valueOf(asks(source, DROPS)));
        }
        // A new database has ms; without this, digits of us and ns would be lost without a word.
        sink.set("timestamp.rounding", "fail");
        if (sameDatabase(source, sink)) {
            requireNoLoop(source, sink, renames);
        }
    }

    /** Whether a parameter is not set to false. */
    private static boolean asks(Draft draft, String name) {
        return parameter(draft, name)
                .map(parameter -> !"false".equalsIgnoreCase(parameter.value()))
                .orElse(true);
    }

    private static void requireDeletes(Draft source) {
        if (!asks(source, DELETES)) {
            parameter(source, DELETES)
                    .ifPresent(parameter -> source.problem(
                            parameter,
                            "true",
                            "false",
                            METADATA + "=false leaves out all changes of tables and deletions"));
        }
    }

    private static Optional<DsnParameter> parameter(Draft draft, String name) {
        return draft.dsn().parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst();
    }

    /** Whether both sides are the same database of the same server. */
    static boolean sameDatabase(Draft source, Draft sink) {
        return !source.get("connection.url").isEmpty()
                && Objects.equals(source.get("connection.url"), sink.get("connection.url"))
                && Objects.equals(source.get("database"), sink.get("database"))
                && !source.get("database").isEmpty();
    }

    private static void requireNoLoop(Draft source, Draft sink, boolean renames) {
        if (!renames) {
            sink.problem(
                    OBJECT,
                    "another database than that of the source",
                    "the same",
                    "-T rename-table:prefix:NEW_ makes a copy within a database");
        } else if (source.get("stables").isEmpty() && source.get("tables").isEmpty()) {
            source.problem(
                    OBJECT,
                    "DATABASE.STABLE for a copy within a database",
                    "the whole database",
                    "otherwise the copy would be copied again");
        }
    }
}

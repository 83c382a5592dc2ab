// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.topic;

import io.tdconnect.emulator.engine.store.Database;
import io.tdconnect.emulator.engine.store.Definition;
import io.tdconnect.emulator.engine.store.SuperTable;
import io.tdconnect.emulator.engine.store.Table;
import io.tdconnect.emulator.engine.store.Vgroup;
import io.tdconnect.emulator.engine.value.Column;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A topic: a database, a supertable or a query on one table. */
public final class Topic {
    private final String name;
    private final String sql;
    private final Database database;
    private final boolean meta;
    private final Scope scope;
    private final long created = System.currentTimeMillis();

    /**
     * A topic.
     *
     * @param sql the statement that created it
     * @param meta whether changes of the schema are delivered as well
     */
    public Topic(String name, String sql, Database database, boolean meta, Scope scope) {
        this.name = name;
        this.sql = sql;
        this.database = database;
        this.meta = meta;
        this.scope = scope;
    }

    /**
     * The part of the database that belongs to the topic.
     *
     * @param stable null for the whole database, or for a query of a normal table
     * @param filter on tags, of a supertable
     * @param query null for whole rows
     * @param columns names that the topic needs, in any table of the supertable or in the table of the query
     */
    public record Scope(
            @Nullable SuperTable stable,
            @Nullable TagFilter filter,
            @Nullable TopicQuery query,
            Set<String> columns) {
        public static final Scope DATABASE = new Scope(null, null, null, Set.of());

        boolean wants(Table table) {
            if (query != null && !query.reads(table)) {
                return false;
            }
            return (stable == null || table.stable() == stable) && (filter == null || filter.test(table));
        }
    }

    public String name() {
        return name;
    }

    public String sql() {
        return sql;
    }

    public Database database() {
        return database;
    }

    public boolean meta() {
        return meta;
    }

    Scope scope() {
        return scope;
    }

    /** Milliseconds since 1970. */
    public long created() {
        return created;
    }

    /** The columns of a supertable or a query; empty for a database. */
    public List<Column> columns() {
        SuperTable stable = scope.stable();
        if (scope.query() != null) {
            return scope.query().columns();
        }
        return stable == null
                ? List.of()
                : stable.schema().columns().stream().map(Definition::column).toList();
    }

    /** The type as the information schema names it. */
    public String type() {
        return scope.query() != null ? "column" : scope.stable() == null ? "db" : "stable";
    }

    public List<Vgroup> vgroups() {
        return database.changes().vgroups();
    }
}

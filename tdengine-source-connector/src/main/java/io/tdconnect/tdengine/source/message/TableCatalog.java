// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.message;

import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.SqlText;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.driver.TdengineConnections;
import io.tdconnect.tdengine.tmq.ChildTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Supertables and tags of tables, from metadata events or from queries. The first subtable of a supertable loads all of
 * them at once; later ones are loaded one by one. For use by one thread.
 */
public final class TableCatalog implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TableCatalog.class);

    private final TdengineConnections connections;
    private final Map<Key, TableInfo> tables = new HashMap<>();
    private final Map<Key, TableMetadata> stables = new HashMap<>();
    private final Set<Key> loaded = new HashSet<>();
    private @Nullable Connection connection;
    private long version;

    /**
     * Supertable and tags of a table.
     *
     * @param stable its supertable, null for a normal table
     * @param tags of the supertable
     * @param values a value for each tag, as fields of records hold it
     */
    record TableInfo(@Nullable String stable, List<Column> tags, List<@Nullable Object> values) {
        /** A table that has neither supertable nor tags. */
        static final TableInfo NORMAL = new TableInfo(null, List.of(), List.of());
    }

    private record Key(String database, String name) {}

    public TableCatalog(TdengineConnections connections) {
        this.connections = connections;
    }

    /** Grows whenever a known table may have changed. */
    long version() {
        return version;
    }

    /** Supertable and tags of a table; empty if the server does not have the table and no event created it. */
    Optional<TableInfo> find(String database, String table) throws SQLException {
        Key key = new Key(database, table);
        TableInfo known = tables.get(key);
        if (known == null) {
            load(key);
            known = tables.get(key);
        }
        return Optional.ofNullable(known);
    }

    /** The columns of a supertable or normal table as they are now; empty if the server does not have the table. */
    Optional<TableMetadata> definition(String database, String table) throws SQLException {
        return stable(new Key(database, table));
    }

    /** An event created a subtable. */
    void tableCreated(String database, ChildTable child) throws SQLException {
        Key key = new Key(database, child.name());
        forget(key);
        Optional<TableMetadata> stable = stable(new Key(database, child.supertable()));
        List<Column> columns = new ArrayList<>();
        List<@Nullable Object> exact = new ArrayList<>();
        List<@Nullable Object> approximate = new ArrayList<>();
        boolean allExact = true;
        for (ChildTable.Tag tag : child.tags()) {
            columns.add(stable.map(metadata -> metadata.find(tag.name()))
                    .orElseGet(() -> new Column(tag.name(), tag.type())));
            Optional<Object> value = TagValues.exact(tag.type(), tag.value());
            allExact &= value.isPresent();
            exact.add(value.orElse(null));
            approximate.add(TagValues.approximate(tag.type(), tag.value()));
        }
        boolean complete = stable.isPresent() && stable.get().tags().equals(columns);
        if (allExact && complete) {
            tables.put(key, new TableInfo(child.supertable(), columns, exact));
            return;
        }
        // The query comes first, since events do not contain all values exactly.
        load(key);
        tables.putIfAbsent(key, new TableInfo(child.supertable(), columns, approximate));
    }

    /** An event dropped or changed a table. */
    void tableChanged(String database, String table) {
        forget(new Key(database, table));
    }

    /** An event dropped or changed a supertable, or any table may have changed. */
    void clear() {
        tables.clear();
        stables.clear();
        loaded.clear();
        version++;
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                log.debug("A connection could not be closed: {}", e.getMessage());
            }
        }
    }

    private void forget(Key key) {
        if (tables.remove(key) != null) {
            version++;
        }
    }

    private void load(Key key) throws SQLException {
        Optional<String> found = stableOf(key);
        if (found.isEmpty()) {
            return;
        }
        if (found.get().isEmpty()) {
            tables.put(key, TableInfo.NORMAL);
            return;
        }
        Key stable = new Key(key.database, found.get());
        Optional<TableMetadata> metadata = stable(stable);
        if (metadata.isPresent()) {
            // Skips known tables: their tags may come from an older event, as their rows do.
            loadTags(metadata.get(), loaded.add(stable) ? null : key.name);
        }
    }

    /** The supertable of a table; empty text for a normal table. */
    private Optional<String> stableOf(Key key) throws SQLException {
        String sql = "SELECT stable_name FROM information_schema.ins_tables WHERE db_name = "
                + SqlText.literal(key.database) + " AND table_name = " + SqlText.literal(key.name);
        try (Statement statement = connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                return Optional.empty();
            }
            String stable = rows.getString(1);
            return Optional.of(stable == null ? "" : stable);
        }
    }

    private Optional<TableMetadata> stable(Key key) throws SQLException {
        TableMetadata known = stables.get(key);
        if (known == null) {
            try {
                known = TableMetadata.read(connection(), key.database, key.name);
            } catch (SQLException e) {
                ErrorClass kind = TdengineErrors.classify(e);
                if (kind == ErrorClass.TABLE_MISSING || kind == ErrorClass.DATABASE_MISSING) {
                    return Optional.empty();
                }
                throw e;
            }
            stables.put(key, known);
        }
        return Optional.of(known);
    }

    private void loadTags(TableMetadata stable, @Nullable String onlyTable) throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT TAGS tbname");
        stable.tags().forEach(tag -> sql.append(", ").append(Identifiers.column(tag.name())));
        sql.append(" FROM ").append(Identifiers.table(stable.database(), stable.table()));
        if (onlyTable != null) {
            sql.append(" WHERE tbname = ").append(SqlText.literal(onlyTable));
        }
        try (Statement statement = connection().createStatement()) {
            statement.setQueryTimeout(connections.requestSeconds());
            try (ResultSet rows = statement.executeQuery(sql.toString())) {
                while (rows.next()) {
                    List<@Nullable Object> values = new ArrayList<>();
                    for (int i = 0; i < stable.tags().size(); i++) {
                        values.add(TagValues.readTag(rows, i + 2, stable.tags().get(i), stable.precision()));
                    }
                    tables.putIfAbsent(
                            new Key(stable.database(), rows.getString(1)),
                            new TableInfo(stable.table(), stable.tags(), values));
                }
            }
        }
    }

    private Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = connections.open();
            connection = open;
        }
        return open;
    }
}

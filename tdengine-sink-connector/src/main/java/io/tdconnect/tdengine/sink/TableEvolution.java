// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.TdengineErrors;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates and extends supertables and normal tables as rows need it; remembers their metadata.
 *
 * <p>Tasks may do the same at once: that something exists already is a success.
 */
final class TableEvolution {
    private static final Logger log = LoggerFactory.getLogger(TableEvolution.class);

    private final Tables tables;
    private final TablePolicy policy;
    private final Map<String, TableMetadata> known = new HashMap<>();

    TableEvolution(Tables tables, TablePolicy policy) {
        this.tables = tables;
        this.policy = policy;
    }

    /**
     * The table of a shape, with a column or tag for every field that is not null in all rows where one may be added.
     *
     * @return null if rows are to be deleted from a table that does not exist
     * @throws RowException if it does not exist and cannot be created, or a field cannot be a column
     * @throws SQLException if the server cannot be reached
     */
    @Nullable
    TableMetadata table(RowShape shape, List<Row> rows) throws SQLException {
        TableMetadata table = known.get(shape.fullName());
        boolean read = table == null;
        if (table == null) {
            table = find(shape);
        }
        if (shape.kind == RowKind.DELETION) {
            return table;
        }
        if (table == null) {
            table = create(shape, rows);
        }
        if (shape.kind == RowKind.SUBTABLE && table.tags().isEmpty()) {
            throw missing(
                    shape,
                    "Table " + shape.fullName() + " is no supertable; choose another " + RoutingOptions.STABLE
                            + ", or leave it empty for tables without one");
        }
        if (misses(table, shape, rows)) {
            // Another task may have been faster.
            table = extend(read ? table : tables.read(shape.database, shape.stable), shape, rows);
        }
        known.put(shape.fullName(), table);
        return table;
    }

    /** Whether columns may be made longer. */
    boolean widens() {
        return policy.evolve().lengths();
    }

    /**
     * Makes a text column or tag long enough.
     *
     * @return whether it is long enough now
     * @throws SQLException if the server refuses it or cannot be reached
     */
    boolean widen(RowShape shape, Column column, int length) throws SQLException {
        TableMetadata table = tables.read(shape.database, shape.stable);
        Column current = table.find(column.name());
        // Another task may have been faster.
        if (current != null && current.length() < length) {
            Column wider = new Column(column.name(), column.type(), NewColumn.step(shape, column.type(), length));
            String kind = table.tags().contains(current) ? "TAG " : "COLUMN ";
            alter(shape, "MODIFY " + kind + wider.definition());
            table = tables.read(shape.database, shape.stable);
            current = table.find(column.name());
        }
        known.put(shape.fullName(), table);
        return current == null || current.length() >= length;
    }

    /** Forgets what is known of a table: the server says that it is different. */
    void forget(RowShape shape) {
        known.remove(shape.fullName());
    }

    private @Nullable TableMetadata find(RowShape shape) throws SQLException {
        try {
            return tables.read(shape.database, shape.stable);
        } catch (SQLException e) {
            ErrorClass error = TdengineErrors.classify(e);
            if (error == ErrorClass.DATABASE_MISSING && shape.kind != RowKind.DELETION) {
                createDatabase(shape, e);
                return null;
            }
            if (error == ErrorClass.DATABASE_MISSING || error == ErrorClass.TABLE_MISSING) {
                return null;
            }
            throw e;
        }
    }

    private void createDatabase(RowShape shape, SQLException cause) throws SQLException {
        TablePolicy.Creation create = policy.create();
        if (!create.database()) {
            throw new RowException(
                            Fault.MISSING_TABLE,
                            "Database " + shape.database + " does not exist; create it, or set "
                                    + TableOptions.CREATE_DATABASE + "=true",
                            cause)
                    .at(shape.database, shape.stable)
                    .code(TdengineErrors.code(cause));
        }
        String keep = create.keep() == null ? "" : " KEEP " + create.keep();
        change("CREATE DATABASE IF NOT EXISTS " + Identifiers.database(shape.database) + " PRECISION '"
                + create.precision().symbol() + "'" + keep);
    }

    private TableMetadata create(RowShape shape, List<Row> rows) throws SQLException {
        boolean normal = shape.kind == RowKind.NORMAL_TABLE;
        if (normal ? !policy.create().table() : !policy.create().stable()) {
            throw missing(
                    shape,
                    (normal ? "Table " : "Supertable ") + shape.fullName() + " does not exist; create it, or set "
                            + (normal ? TableOptions.CREATE_TABLE : TableOptions.CREATE_STABLE) + "=true");
        }
        List<Column> columns = new ArrayList<>();
        List<Column> tags = new ArrayList<>();
        columns.add(new Column(shape.names.get(shape.timestamp), ColumnType.TIMESTAMP));
        for (int field = 0; field < shape.fields(); field++) {
            Column column = field == shape.timestamp ? null : newColumn(shape, field, rows);
            if (column != null) {
                (shape.isTag(field) ? tags : columns).add(column);
            }
        }
        if (columns.size() < 2 || (tags.isEmpty() && !normal)) {
            String expected = columns.size() < 2
                    ? "column beside the timestamp"
                    : "tag, named by " + RoutingOptions.TAGS + " or the header " + RoutingHeaders.TAGS;
            throw missing(
                    shape,
                    "Cannot create " + (normal ? "table " : "supertable ") + shape.fullName()
                            + ": expected at least one " + expected + ", found none that is not null");
        }
        change("CREATE " + (normal ? "TABLE" : "STABLE") + " IF NOT EXISTS "
                + Identifiers.table(shape.database, shape.stable) + " (" + definitions(columns) + ")"
                + (normal ? "" : " TAGS (" + definitions(tags) + ")"));
        return tables.read(shape.database, shape.stable);
    }

    private static RowException missing(RowShape shape, String message) {
        return new RowException(Fault.MISSING_TABLE, message).at(shape.database, shape.stable);
    }

    private static boolean misses(TableMetadata table, RowShape shape, List<Row> rows) {
        Map<String, Column> existing = table.byName();
        for (int field = 0; field < shape.fields(); field++) {
            if (field != shape.timestamp && !existing.containsKey(shape.names.get(field)) && !isNull(rows, field)) {
                return true;
            }
        }
        return false;
    }

    private TableMetadata extend(TableMetadata table, RowShape shape, List<Row> rows) throws SQLException {
        Map<String, Column> existing = table.byName();
        boolean changed = false;
        for (int field = 0; field < shape.fields(); field++) {
            boolean allowed = shape.isTag(field)
                    ? policy.evolve().tags()
                    : policy.evolve().columns();
            if (allowed
                    && field != shape.timestamp
                    && !existing.containsKey(shape.names.get(field))
                    && !isNull(rows, field)) {
                Column column = newColumn(shape, field, rows);
                changed |= column != null && add(shape, column, shape.isTag(field));
            }
        }
        return changed ? tables.read(shape.database, shape.stable) : table;
    }

    private boolean add(RowShape shape, Column column, boolean tag) throws SQLException {
        try {
            // An existing table has its key.
            Column added = new Column(column.name(), column.type(), column.length());
            alter(shape, "ADD " + (tag ? "TAG " : "COLUMN ") + added.definition());
            return true;
        } catch (SQLException e) {
            switch (TdengineErrors.classify(e)) {
                case RETRIABLE, AUTHENTICATION, PERMISSION, TABLE_MISSING, DATABASE_MISSING -> throw e;
                default -> log.warn("{} cannot be added to {}: {}", column.name(), shape.fullName(), e.getMessage());
            }
            return false;
        }
    }

    private static @Nullable Column newColumn(RowShape shape, int field, List<Row> rows) {
        String name = shape.names.get(field);
        try {
            Identifiers.column(name);
        } catch (DataException e) {
            throw new RowException(Fault.BAD_NAME, String.valueOf(e.getMessage()), e)
                    .at(shape.database, shape.stable)
                    .field(name);
        }
        try {
            return NewColumn.of(shape, field, rows);
        } catch (DataException e) {
            throw new RowException(Fault.TYPE_MISMATCH, String.valueOf(e.getMessage()), e)
                    .at(shape.database, shape.stable)
                    .field(name);
        }
    }

    private static boolean isNull(List<Row> rows, int field) {
        return rows.stream().allMatch(row -> row.value(field) == null);
    }

    private void alter(RowShape shape, String change) throws SQLException {
        String kind = shape.kind == RowKind.NORMAL_TABLE ? "ALTER TABLE " : "ALTER STABLE ";
        change(kind + Identifiers.table(shape.database, shape.stable) + ' ' + change);
    }

    private void change(String sql) throws SQLException {
        try {
            tables.execute(sql);
            log.info("{}", sql);
        } catch (SQLException e) {
            if (TdengineErrors.classify(e) != ErrorClass.ALREADY_EXISTS) {
                throw e;
            }
        }
    }

    private static String definitions(List<Column> columns) {
        return columns.stream().map(Column::definition).collect(Collectors.joining(", "));
    }
}

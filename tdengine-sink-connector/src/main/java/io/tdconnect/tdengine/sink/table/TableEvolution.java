// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.sink.config.RoutingOptions;
import io.tdconnect.tdengine.sink.config.TableOptions;
import io.tdconnect.tdengine.sink.fault.RowException;
import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.row.RowKind;
import io.tdconnect.tdengine.sink.row.RowShape;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates and extends supertables and normal tables as rows need it; remembers their metadata.
 *
 * <p>Other tasks, connections and clients may do the same at the same time: if something already exists, that is a
 * success, and after a refusal the table is read again.
 */
public final class TableEvolution {
    private static final Logger log = LoggerFactory.getLogger(TableEvolution.class);

    private final TableAccess tables;
    private final TableOptions options;
    private final WantedColumns wanted;
    private final TableCreation creation;
    private final Map<String, TableMetadata> known = new HashMap<>();
    /** Columns that the server refused to make longer. */
    private final Map<String, Refusal> refusals = new HashMap<>();

    /** A length that the server refused for a column, and the definition of the table at that time. */
    private record Refusal(int length, TableMetadata table) {}

    public TableEvolution(TableAccess tables, TableOptions options, FirstValues firstValues) {
        this.tables = tables;
        this.options = options;
        wanted = new WantedColumns(firstValues);
        creation = new TableCreation(tables, options.create(), wanted);
    }

    /**
     * The table of a shape. Missing columns and tags are added, if allowed, for each field with a value in these rows.
     *
     * @return null if the rows are deletions and the table does not exist
     * @throws RowException if it does not exist and cannot be created, or a field cannot be a column
     * @throws SQLException if the server cannot be reached
     */
    @Nullable
    TableMetadata table(RowShape shape, List<Row> rows) throws SQLException {
        WantedColumns.checkNames(shape, rows);
        TableMetadata table = known.get(shape.fullName());
        boolean read = table == null;
        if (table == null) {
            table = find(shape);
        }
        if (shape.kind == RowKind.DELETION) {
            remember(shape, table);
            return table;
        }
        if (table == null) {
            table = creation.create(shape, rows);
        }
        if (shape.kind == RowKind.SUBTABLE && table.tags().isEmpty()) {
            throw TableCreation.missing(
                    shape,
                    "Table " + shape.fullName() + " is not a supertable; choose another " + RoutingOptions.STABLE
                            + ", or leave it empty for tables without one");
        }
        if (misses(table, shape, rows)) {
            // Another task may have added it already.
            table = extend(read ? table : tables.readTable(shape.database, shape.stable), shape, rows);
        }
        remember(shape, table);
        return table;
    }

    private void remember(RowShape shape, @Nullable TableMetadata table) {
        if (table == null) {
            known.remove(shape.fullName());
        } else {
            known.put(shape.fullName(), table);
        }
    }

    /** Whether a column may be made long enough: the options allow it, and the server has not refused it. */
    boolean mayWiden(RowShape shape, Column column, int length) {
        if (!options.evolve().lengths() || !column.type().hasLength() || length > NewColumn.longest(column.type())) {
            return false;
        }
        Refusal refusal = refusals.get(place(shape, column));
        // If the table has changed since, there may be room.
        return refusal == null || length < refusal.length || !refusal.table.equals(known.get(shape.fullName()));
    }

    /**
     * Makes a column or tag long enough, or finds that the table has changed.
     *
     * @return false if the server does not make it long enough
     * @throws SQLException if the server cannot be reached
     */
    boolean widen(RowShape shape, Column column, int length) throws SQLException {
        TableMetadata table = reread(shape);
        Column current = table.find(column.name());
        if (current == null || !isShort(current, column, length)) {
            return true;
        }
        boolean tag = table.tags().contains(current);
        NewColumn longer = NewColumn.longer(shape, current, length);
        for (Column wider : lengths(longer, tag ? table.tags() : table.columns(), current, tag)) {
            try {
                alter(shape, "MODIFY " + (tag ? "TAG " : "COLUMN ") + wider.definition());
            } catch (SQLException e) {
                requireRefusal(e);
                log.info("{} of {} is not made longer: {}", column.name(), shape.fullName(), e.getMessage());
            }
            table = reread(shape);
            if (!isShort(table.find(column.name()), column, length)) {
                return true;
            }
        }
        log.warn("{} of {} stays as long as it is: {} do not fit", column.name(), shape.fullName(), length);
        refusals.put(place(shape, column), new Refusal(length, table));
        return false;
    }

    private static boolean isShort(@Nullable Column current, Column before, int length) {
        return current != null && current.type() == before.type() && current.length() < length;
    }

    /** The lengths to try, first the one with room to grow; empty if the row would become too long. */
    private static Set<Column> lengths(NewColumn longer, List<Column> all, Column current, boolean tag) {
        List<Column> others =
                all.stream().filter(other -> !other.equals(current)).toList();
        List<Column> fitting = TableLimits.fit(List.of(longer), others, tag);
        Set<Column> lengths = new LinkedHashSet<>();
        if (fitting != null) {
            lengths.addAll(fitting);
            lengths.add(longer.exact());
        }
        return lengths;
    }

    private static String place(RowShape shape, Column column) {
        return shape.fullName() + '.' + column.name();
    }

    /** Forgets all tables: the server has reported that definitions are out of date. */
    void forget() {
        known.clear();
        refusals.clear();
    }

    /**
     * Reads a table again.
     *
     * @return whether it has changed
     * @throws SQLException if the server cannot be queried
     */
    boolean changed(RowShape shape) throws SQLException {
        TableMetadata before = known.get(shape.fullName());
        TableMetadata now = existing(shape);
        remember(shape, now);
        return now == null || !now.equals(before);
    }

    private TableMetadata reread(RowShape shape) throws SQLException {
        TableMetadata table = tables.readTable(shape.database, shape.stable);
        remember(shape, table);
        return table;
    }

    private @Nullable TableMetadata existing(RowShape shape) throws SQLException {
        try {
            return tables.readTable(shape.database, shape.stable);
        } catch (SQLException e) {
            return switch (TdengineErrors.classify(e)) {
                case DATABASE_MISSING, TABLE_MISSING -> null;
                default -> throw e;
            };
        }
    }

    private @Nullable TableMetadata find(RowShape shape) throws SQLException {
        try {
            return tables.readTable(shape.database, shape.stable);
        } catch (SQLException e) {
            ErrorClass error = TdengineErrors.classify(e);
            if (error == ErrorClass.DATABASE_MISSING && shape.kind != RowKind.DELETION) {
                creation.createDatabase(shape, e);
                return null;
            }
            if (error == ErrorClass.DATABASE_MISSING || error == ErrorClass.TABLE_MISSING) {
                return null;
            }
            throw e;
        }
    }

    private static boolean misses(TableMetadata table, RowShape shape, List<Row> rows) {
        Map<String, Column> existing = table.byName();
        for (int field = 0; field < shape.fields(); field++) {
            if (field != shape.timestamp
                    && !existing.containsKey(shape.names.get(field))
                    && !WantedColumns.isNull(rows, field)) {
                return true;
            }
        }
        return false;
    }

    private TableMetadata extend(TableMetadata table, RowShape shape, List<Row> rows) throws SQLException {
        List<NewColumn> columns = options.evolve().columns() ? wanted.missing(table, shape, rows, false) : List.of();
        List<NewColumn> tags = options.evolve().tags() ? wanted.missing(table, shape, rows, true) : List.of();
        if (!TableLimits.hasRoomFor(columns.size(), tags.size(), table)) {
            log.warn(
                    "{} columns and {} tags are not added to {}: a table has at most {}, of which {} may be tags",
                    columns.size(),
                    tags.size(),
                    shape.fullName(),
                    TableLimits.MAX_COLUMNS,
                    TableLimits.MAX_TAGS);
            return table;
        }
        boolean changed = add(shape, columns, table.columns(), false);
        changed |= add(shape, tags, table.tags(), true);
        return changed ? tables.readTable(shape.database, shape.stable) : table;
    }

    private boolean add(RowShape shape, List<NewColumn> columns, List<Column> existing, boolean tags)
            throws SQLException {
        List<Column> fitting = TableLimits.fit(columns, existing, tags);
        if (fitting == null) {
            throw WantedColumns.tooLong(shape, columns, tags);
        }
        boolean changed = false;
        for (int i = 0; i < columns.size(); i++) {
            Set<Column> lengths =
                    new LinkedHashSet<>(List.of(fitting.get(i), columns.get(i).exact()));
            changed |= add(shape, lengths, tags ? "TAG " : "COLUMN ");
        }
        return changed;
    }

    private boolean add(RowShape shape, Set<Column> lengths, String kind) throws SQLException {
        for (Column column : lengths) {
            try {
                alter(shape, "ADD " + kind + column.definition());
                return true;
            } catch (SQLException e) {
                requireRefusal(e);
                log.warn("{} cannot be added to {}: {}", column.name(), shape.fullName(), e.getMessage());
            }
        }
        return false;
    }

    /** Rethrows failures that do not mean that the server refused the change. */
    private static void requireRefusal(SQLException e) throws SQLException {
        switch (TdengineErrors.classify(e)) {
            case RETRIABLE, AUTHENTICATION, TABLE_MISSING, DATABASE_MISSING, FATAL -> throw e;
            default -> {}
        }
    }

    private void alter(RowShape shape, String change) throws SQLException {
        String kind = shape.kind == RowKind.NORMAL_TABLE ? "ALTER TABLE " : "ALTER STABLE ";
        creation.change(kind + Identifiers.table(shape.database, shape.stable) + ' ' + change);
    }
}

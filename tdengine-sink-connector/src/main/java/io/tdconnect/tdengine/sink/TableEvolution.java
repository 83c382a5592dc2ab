// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

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
 * Creates and extends supertables as rows need it; remembers their metadata.
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
     * The supertable of a shape, with a column or tag for every field that is not null in all rows.
     *
     * @throws DataException if that takes a change that the policy forbids or TDengine has no type for
     * @throws SQLException if the server refuses a change or cannot be reached
     */
    TableMetadata table(RowShape shape, List<Row> rows) throws SQLException {
        TableMetadata table = known.get(shape.fullName());
        if (table == null) {
            table = find(shape);
        }
        if (table == null) {
            table = create(shape, rows);
        }
        table = extend(table, shape, rows);
        known.put(shape.fullName(), table);
        return table;
    }

    /** Whether columns may be made longer. */
    boolean widens() {
        return policy.evolve();
    }

    /**
     * Makes a text column or tag long enough.
     *
     * @throws SQLException if the server refuses it or cannot be reached
     */
    void widen(RowShape shape, Column column, int length) throws SQLException {
        TableMetadata table = tables.read(shape.database, shape.stable);
        Column current = table.find(column.name());
        // Another task may have been faster.
        if (current != null && current.length() < length) {
            Column wider = new Column(column.name(), column.type(), NewColumn.step(shape, column.type(), length));
            String kind = table.tags().contains(current) ? "TAG " : "COLUMN ";
            alter(shape, "MODIFY " + kind + wider.definition());
            table = tables.read(shape.database, shape.stable);
        }
        known.put(shape.fullName(), table);
    }

    /** Forgets what is known of a supertable: the server says that it is different. */
    void forget(RowShape shape) {
        known.remove(shape.fullName());
    }

    private @Nullable TableMetadata find(RowShape shape) throws SQLException {
        try {
            return tables.read(shape.database, shape.stable);
        } catch (SQLException e) {
            ErrorClass error = TdengineErrors.classify(e);
            if (error == ErrorClass.DATABASE_MISSING) {
                createDatabase(shape, e);
                return null;
            }
            if (error == ErrorClass.TABLE_MISSING) {
                return null;
            }
            throw e;
        }
    }

    private void createDatabase(RowShape shape, SQLException cause) throws SQLException {
        if (!policy.createDatabase()) {
            throw new DataException(
                    "Database " + shape.database + " does not exist; create it, or set " + TableOptions.CREATE_DATABASE
                            + "=true",
                    cause);
        }
        change("CREATE DATABASE IF NOT EXISTS " + Identifiers.database(shape.database));
    }

    private TableMetadata create(RowShape shape, List<Row> rows) throws SQLException {
        if (!policy.createStable()) {
            throw new DataException("Supertable " + shape.fullName() + " does not exist; create it, or set "
                    + TableOptions.CREATE_STABLE + "=true");
        }
        List<Column> columns = new ArrayList<>();
        List<Column> tags = new ArrayList<>();
        columns.add(new Column(shape.names.get(shape.timestamp), ColumnType.TIMESTAMP));
        for (int field = 0; field < shape.fields(); field++) {
            Column column = field == shape.timestamp ? null : NewColumn.of(shape, field, rows);
            if (column != null) {
                (shape.isTag(field) ? tags : columns).add(column);
            }
        }
        if (tags.isEmpty() || columns.size() < 2) {
            throw new DataException("Cannot create supertable " + shape.fullName() + ": expected at least one "
                    + (tags.isEmpty() ? "tag, named by " + RoutingOptions.TAGS : "column beside the timestamp")
                    + ", found none that is not null");
        }
        change("CREATE STABLE IF NOT EXISTS " + Identifiers.table(shape.database, shape.stable) + " ("
                + definitions(columns) + ") TAGS (" + definitions(tags) + ")");
        return tables.read(shape.database, shape.stable);
    }

    private TableMetadata extend(TableMetadata table, RowShape shape, List<Row> rows) throws SQLException {
        Map<String, Column> existing = table.byName();
        boolean changed = false;
        for (int field = 0; field < shape.fields(); field++) {
            if (field == shape.timestamp || existing.containsKey(shape.names.get(field))) {
                continue;
            }
            Column column = isNull(rows, field) ? null : NewColumn.of(shape, field, rows);
            if (column == null) {
                continue;
            }
            if (!policy.evolve()) {
                throw new DataException("Supertable " + shape.fullName() + " has no column " + column.name()
                        + "; add it, or set " + TableOptions.EVOLVE + "=true");
            }
            alter(shape, "ADD " + (shape.isTag(field) ? "TAG " : "COLUMN ") + column.definition());
            changed = true;
        }
        return changed ? tables.read(shape.database, shape.stable) : table;
    }

    private static boolean isNull(List<Row> rows, int field) {
        return rows.stream().allMatch(row -> row.value(field) == null);
    }

    private void alter(RowShape shape, String change) throws SQLException {
        change("ALTER STABLE " + Identifiers.table(shape.database, shape.stable) + ' ' + change);
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

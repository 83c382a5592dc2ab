// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.sink.config.RoutingOptions;
import io.tdconnect.tdengine.sink.config.TableOptions;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.RowException;
import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.row.RowKind;
import io.tdconnect.tdengine.sink.row.RowShape;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates databases, supertables and normal tables if the options allow it. */
final class TableCreation {
    private static final Logger log = LoggerFactory.getLogger(TableCreation.class);

    private final TableAccess tables;
    private final TableOptions.Creation options;
    private final WantedColumns wanted;

    TableCreation(TableAccess tables, TableOptions.Creation options, WantedColumns wanted) {
        this.tables = tables;
        this.options = options;
        this.wanted = wanted;
    }

    /**
     * Creates the database of a shape.
     *
     * @throws RowException if it may not be created
     * @throws SQLException if the server refuses it or cannot be reached
     */
    void createDatabase(RowShape shape, SQLException cause) throws SQLException {
        if (!options.database()) {
            throw new RowException(
                            Fault.MISSING_TABLE,
                            "Database " + shape.database + " does not exist; create it, or set "
                                    + TableOptions.CREATE_DATABASE + "=true",
                            cause)
                    .at(shape.database, shape.stable)
                    .code(TdengineErrors.code(cause));
        }
        String keep = options.keep() == null ? "" : " KEEP " + options.keep();
        try {
            change("CREATE DATABASE IF NOT EXISTS " + Identifiers.database(shape.database) + " PRECISION '"
                    + options.precision().symbol() + "'" + keep);
        } catch (SQLException e) {
            if (!TdengineErrors.classify(e).badRecord()) {
                throw e;
            }
            throw refusal(shape, "database " + shape.database, e);
        }
    }

    /**
     * Creates the table of a shape, with columns for the fields that have values in these rows or in the first rows of
     * other connections.
     *
     * @throws RowException if it may not be created, or such a table is not possible
     * @throws SQLException if the server cannot be reached
     */
    TableMetadata create(RowShape shape, List<Row> rows) throws SQLException {
        boolean normal = shape.kind == RowKind.NORMAL_TABLE;
        if (normal ? !options.table() : !options.stable()) {
            throw missing(
                    shape,
                    (normal ? "Table " : "Supertable ") + shape.fullName() + " does not exist; create it, or set "
                            + (normal ? TableOptions.CREATE_TABLE : TableOptions.CREATE_STABLE) + "=true");
        }
        SQLException refusal = null;
        for (String definition : definitions(shape, rows)) {
            try {
                change("CREATE " + (normal ? "TABLE" : "STABLE") + " IF NOT EXISTS "
                        + Identifiers.table(shape.database, shape.stable) + definition);
                return tables.readTable(shape.database, shape.stable);
            } catch (SQLException e) {
                requireRefusal(e);
                // Fewer or shorter columns may be accepted.
                refusal = e;
            }
        }
        throw refusal == null
                ? new IllegalStateException("no definition was tried")
                : refusal(shape, "table " + shape.fullName(), refusal);
    }

    /** The definitions to try: with the columns of all connections, with those of these rows, with no room to grow. */
    private Set<String> definitions(RowShape shape, List<Row> rows) {
        Set<String> definitions = new LinkedHashSet<>();
        RowException problem = null;
        for (boolean others : new boolean[] {true, false}) {
            List<NewColumn> columns = wanted.all(shape, rows, false, others);
            List<NewColumn> tags =
                    shape.kind == RowKind.NORMAL_TABLE ? List.of() : wanted.all(shape, rows, true, others);
            try {
                requireEnough(shape, columns, tags);
                definitions.add(definition(shape, fitting(shape, columns, false), fitting(shape, tags, true)));
                if (!others) {
                    definitions.add(definition(shape, exact(columns), exact(tags)));
                }
            } catch (RowException e) {
                problem = e;
            }
        }
        if (definitions.isEmpty() && problem != null) {
            throw problem;
        }
        return definitions;
    }

    private static void requireEnough(RowShape shape, List<NewColumn> columns, List<NewColumn> tags) {
        boolean normal = shape.kind == RowKind.NORMAL_TABLE;
        String cannot = "Cannot create " + (normal ? "table " : "supertable ") + shape.fullName() + ": expected at ";
        if (columns.isEmpty() || (tags.isEmpty() && !normal)) {
            String expected = columns.isEmpty()
                    ? "column beside the timestamp"
                    : "tag, named by " + RoutingOptions.TAGS + " or the header " + RoutingHeaders.TAGS;
            throw missing(shape, cannot + "least one " + expected + ", found none that is not null");
        }
        if (!TableLimits.hasRoomFor(columns.size() + 1, tags.size(), null)) {
            throw new RowException(
                            Fault.MISSING_COLUMN,
                            cannot + "most " + TableLimits.MAX_COLUMNS + " columns, of which " + TableLimits.MAX_TAGS
                                    + " are tags, found " + (columns.size() + 1) + " columns and " + tags.size()
                                    + " tags")
                    .at(shape.database, shape.stable);
        }
    }

    private static List<Column> fitting(RowShape shape, List<NewColumn> columns, boolean tags) {
        List<Column> existing = tags ? List.of() : List.of(time(shape));
        List<Column> fitting = TableLimits.fit(columns, existing, tags);
        if (fitting == null) {
            throw WantedColumns.tooLong(shape, columns, tags);
        }
        return fitting;
    }

    private static List<Column> exact(List<NewColumn> columns) {
        return columns.stream().map(NewColumn::exact).toList();
    }

    private static Column time(RowShape shape) {
        return new Column(shape.names.get(shape.timestamp), ColumnType.TIMESTAMP);
    }

    private static String definition(RowShape shape, List<Column> columns, List<Column> tags) {
        List<Column> all = new ArrayList<>(columns);
        all.add(0, time(shape));
        return " (" + join(all) + ")" + (tags.isEmpty() ? "" : " TAGS (" + join(tags) + ")");
    }

    private static String join(List<Column> columns) {
        return columns.stream().map(Column::definition).collect(Collectors.joining(", "));
    }

    private static void requireRefusal(SQLException e) throws SQLException {
        switch (TdengineErrors.classify(e)) {
            case RETRIABLE, AUTHENTICATION, PERMISSION, DATABASE_MISSING, TABLE_MISSING, FATAL -> throw e;
            default -> {}
        }
    }

    /** The fault of rows whose database or table the server does not create. */
    private static RowException refusal(RowShape shape, String what, SQLException e) {
        int code = TdengineErrors.code(e);
        Fault fault = Fault.of(TdengineErrors.classify(e));
        return new RowException(
                        fault == Fault.OTHER ? Fault.MISSING_TABLE : fault,
                        "TDengine does not create " + what + ", error " + TdengineErrors.hex(code) + ": "
                                + e.getMessage(),
                        e)
                .at(shape.database, shape.stable)
                .code(code);
    }

    /** The fault of rows whose table does not exist. */
    static RowException missing(RowShape shape, String message) {
        return new RowException(Fault.MISSING_TABLE, message).at(shape.database, shape.stable);
    }

    /**
     * Changes a definition; if it is already as wanted, that is a success.
     *
     * @throws SQLException if the server refuses it or cannot be reached
     */
    void change(String sql) throws SQLException {
        try {
            tables.execute(sql);
            log.info("{}", sql);
        } catch (SQLException e) {
            if (TdengineErrors.classify(e) != ErrorClass.ALREADY_EXISTS) {
                throw e;
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.RowException;
import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.row.RowShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The columns and tags that rows need. */
final class WantedColumns {
    /** In TDengine this word means the name of the subtable; a column of this name cannot be used, not even in quotes. */
    private static final String RESERVED = "tbname";

    private final FirstValues firstValues;

    WantedColumns(FirstValues firstValues) {
        this.firstValues = firstValues;
    }

    /** Whether a column of this name cannot be written. */
    static boolean isReserved(String name) {
        return name.equalsIgnoreCase(RESERVED);
    }

    /**
     * Checks the names of a shape's table and of the fields that have values.
     *
     * @throws RowException if TDengine does not allow one of them
     */
    static void checkNames(RowShape shape, List<Row> rows) {
        try {
            Identifiers.table(shape.database, shape.stable);
        } catch (DataException e) {
            throw badName(shape, String.valueOf(e.getMessage()), e);
        }
        for (int field = 0; field < shape.fields(); field++) {
            String name = shape.names.get(field);
            if (isReserved(name) && !isNull(rows, field)) {
                throw badName(
                                shape,
                                "Expected no field " + name
                                        + ", which in TDengine is the name of the subtable; rename it",
                                null)
                        .field(name);
            }
        }
    }

    private static RowException badName(RowShape shape, String message, @Nullable Exception cause) {
        RowException problem = cause == null
                ? new RowException(Fault.BAD_NAME, message)
                : new RowException(Fault.BAD_NAME, message, cause);
        return problem.at(shape.database, shape.stable);
    }

    /** Whether a field has no value in any of the rows. */
    static boolean isNull(List<Row> rows, int field) {
        for (Row row : rows) {
            if (row.value(field) != null) {
                return false;
            }
        }
        return true;
    }

    /**
     * The columns or tags that a table lacks for fields with values.
     *
     * @param tags true for tags, false for columns
     * @throws RowException if a field cannot be a column
     */
    List<NewColumn> missing(TableMetadata table, RowShape shape, List<Row> rows, boolean tags) {
        Map<String, Column> existing = table.byName();
        List<NewColumn> missing = new ArrayList<>();
        for (int field = 0; field < shape.fields(); field++) {
            if (shape.isTag(field) == tags
                    && field != shape.timestamp
                    && !existing.containsKey(shape.names.get(field))
                    && !isNull(rows, field)) {
                NewColumn column = column(shape, field, rows);
                if (column != null) {
                    missing.add(column.withoutKey());
                }
            }
        }
        return missing;
    }

    /**
     * The columns or tags of a table to create for rows; the column of the composite key comes first.
     *
     * @param tags true for tags, false for columns without the primary timestamp
     * @param others whether fields that only rows of other connections have are included
     * @throws RowException if a field cannot be a column
     */
    List<NewColumn> all(RowShape shape, List<Row> rows, boolean tags, boolean others) {
        List<NewColumn> columns = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Map<String, ColumnGuess> first = firstValues.of(shape);
        if (others) {
            first.forEach((name, guess) -> {
                if (guess.isTag() == tags && !name.equals(shape.names.get(shape.timestamp)) && isAllowed(name)) {
                    names.add(name);
                }
            });
        }
        for (int field = 0; field < shape.fields(); field++) {
            if (shape.isTag(field) == tags && field != shape.timestamp && !names.contains(shape.names.get(field))) {
                names.add(shape.names.get(field));
            }
        }
        for (String name : names) {
            int field = shape.names.indexOf(name);
            ColumnGuess guess = first.get(name);
            NewColumn column =
                    field >= 0 ? column(shape, field, rows) : guess == null ? null : NewColumn.of(name, guess, guess);
            if (column != null) {
                columns.add(column);
            }
        }
        columns.sort(Comparator.comparing(column -> !column.exact().compositeKey()));
        return columns;
    }

    private static boolean isAllowed(String name) {
        try {
            Identifiers.column(name);
            return !isReserved(name);
        } catch (DataException e) {
            return false;
        }
    }

    private @Nullable NewColumn column(RowShape shape, int field, List<Row> rows) {
        String name = shape.names.get(field);
        try {
            Identifiers.column(name);
        } catch (DataException e) {
            throw badName(shape, String.valueOf(e.getMessage()), e).field(name);
        }
        try {
            ColumnGuess own = NewColumn.guess(shape, field, rows);
            ColumnGuess first = firstValues.of(shape).get(name);
            if (first == null) {
                return NewColumn.of(name, own, own);
            }
            own.takeType(first);
            ColumnGuess both = new ColumnGuess();
            both.addGuess(own);
            both.addGuess(first);
            return NewColumn.of(name, own, both);
        } catch (DataException e) {
            throw new RowException(Fault.TYPE_MISMATCH, String.valueOf(e.getMessage()), e)
                    .at(shape.database, shape.stable)
                    .field(name);
        }
    }

    /** The fault of rows whose columns or tags do not fit into a table. */
    static RowException tooLong(RowShape shape, List<NewColumn> columns, boolean tags) {
        String longest = columns.stream()
                .max(Comparator.comparingInt(column -> column.exact().length()))
                .map(NewColumn::name)
                .orElse("");
        return new RowException(
                        Fault.VALUE_TOO_LONG,
                        "Expected values that fit into " + (tags ? "the tags of a subtable" : "a row") + " of "
                                + shape.fullName() + ", found more; the longest is in field " + longest)
                .at(shape.database, shape.stable)
                .field(longest);
    }
}

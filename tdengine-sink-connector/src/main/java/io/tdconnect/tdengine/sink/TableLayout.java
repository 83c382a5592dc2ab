// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.TimestampUnit;
import io.tdconnect.tdengine.CellConverter;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.TableMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Which field of a shape goes to which column of its supertable, and the insert statement for that. */
final class TableLayout {
    /** Columns, the primary timestamp first, then tags. */
    final List<Column> bound;
    /** How many of {@link #bound} are columns. */
    final int columns;

    final String sql;
    /** Fields without a column or tag. */
    final List<Integer> unknown;

    private final RowShape shape;
    private final int[] fields;
    private final CellConverter converter;

    TableLayout(RowShape shape, TableMetadata table, TimestampUnit unit, Rounding rounding) {
        this.shape = shape;
        this.converter = new CellConverter(table.precision(), unit, rounding);
        List<Integer> order = new ArrayList<>();
        List<Column> targets = new ArrayList<>();
        order.add(shape.timestamp);
        targets.add(table.columns().get(0));
        add(table.columns().subList(1, table.columns().size()), order, targets);
        this.columns = targets.size();
        add(table.tags(), order, targets);
        this.bound = List.copyOf(targets);
        this.fields = order.stream().mapToInt(Integer::intValue).toArray();
        this.unknown = IntStream.range(0, shape.fields())
                .filter(field -> !order.contains(field))
                .boxed()
                .toList();
        this.sql = insert(table, bound, columns);
    }

    private void add(List<Column> candidates, List<Integer> order, List<Column> targets) {
        for (Column column : candidates) {
            int field = shape.names.indexOf(column.name());
            if (field >= 0 && field != shape.timestamp) {
                order.add(field);
                targets.add(column);
            }
        }
    }

    // The driver takes the precision of all times from the first parameter: it must be the primary timestamp.
    private static String insert(TableMetadata table, List<Column> bound, int columns) {
        List<String> names = bound.stream()
                .map(column -> Identifiers.column(column.name()))
                .collect(Collectors.toCollection(ArrayList::new));
        names.add(columns, "tbname");
        String marks = names.stream().map(name -> "?").collect(Collectors.joining(","));
        return "INSERT INTO " + Identifiers.table(table.database(), table.table()) + " (" + String.join(",", names)
                + ") VALUES (" + marks + ")";
    }

    /**
     * The cells of a row, in the order of {@link #bound}.
     *
     * @throws DataException if a value does not fit its column
     */
    BoundRow bind(Row row) {
        @Nullable Object[] cells = new @Nullable Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            int field = fields[i];
            Object value = row.value(field);
            if (value != null) {
                cells[i] = converter.cell(bound.get(i), value, shape.schema(field));
            }
        }
        if (cells[0] == null) {
            throw new DataException("The primary timestamp, field " + shape.names.get(shape.timestamp) + ", is null");
        }
        return new BoundRow(row, this, cells);
    }

    /** Whether one of the rows has a value that this layout has no column for. */
    boolean misses(List<Row> rows) {
        for (int field : unknown) {
            for (Row row : rows) {
                if (row.value(field) != null) {
                    return true;
                }
            }
        }
        return false;
    }
}

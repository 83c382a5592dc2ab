// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.select;

import io.tdconnect.emulator.engine.store.RowStore;
import io.tdconnect.emulator.engine.store.Schema;
import io.tdconnect.emulator.engine.store.Table;
import io.tdconnect.emulator.engine.store.TimeRange;
import io.tdconnect.emulator.engine.value.Column;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows that a query reads. */
public interface RowSource {
    /** The kinds of columns. */
    enum Kind {
        COLUMN,
        TAG,
        TABLE_NAME
    }

    /** A column, tag or table name that a query can use. */
    record Item(Column column, Kind kind) {}

    List<Item> items();

    /** Whether `*` includes the tags. */
    boolean starWithTags();

    /** 0 ms, 1 us, 2 ns. */
    int precision();

    void scan(TimeRange range, Consumer<RowView> consumer);

    /** One row for each table, with only the name and tags. */
    default void scanTables(Consumer<RowView> consumer) {}

    /** Rows in memory: of a subquery, of a table of the information schema, or the one row of a SELECT without FROM. */
    record Given(ResultSet rows) implements RowSource {
        public static final RowSource ONE_ROW =
                new Given(new ResultSet(List.of(), 0, List.<@Nullable Object[]>of(new Object[0])));

        @Override
        public List<Item> items() {
            return rows.columns().stream()
                    .map(column -> new Item(column, Kind.COLUMN))
                    .toList();
        }

        @Override
        public boolean starWithTags() {
            return false;
        }

        @Override
        public int precision() {
            return rows.precision();
        }

        @Override
        public void scan(TimeRange range, Consumer<RowView> consumer) {
            for (@Nullable Object[] row : rows.rows()) {
                consumer.accept(index -> row[index]);
            }
        }
    }

    /** The rows of tables with one schema. */
    final class Tables implements RowSource {
        private static final int TABLE_NAME_LENGTH = 270;

        private final List<Table> tables;
        private final Schema schema;
        private final boolean stable;
        private final int precision;

        public Tables(List<Table> tables, Schema schema, boolean stable, int precision) {
            this.tables = tables;
            this.schema = schema;
            this.stable = stable;
            this.precision = precision;
        }

        @Override
        public List<Item> items() {
            List<Item> items = new ArrayList<>();
            schema.columns().forEach(column -> items.add(new Item(column.column(), Kind.COLUMN)));
            schema.tags().forEach(tag -> items.add(new Item(tag.column(), Kind.TAG)));
            items.add(new Item(new Column("tbname", ColumnType.VARCHAR, TABLE_NAME_LENGTH), Kind.TABLE_NAME));
            return items;
        }

        @Override
        public boolean starWithTags() {
            return stable;
        }

        @Override
        public int precision() {
            return precision;
        }

        public Schema schema() {
            return schema;
        }

        public List<Table> tables() {
            return tables;
        }

        @Override
        public void scan(TimeRange range, Consumer<RowView> consumer) {
            for (Table table : tables) {
                StoredRow row = new StoredRow(table);
                RowStore rows = table.rows();
                int index = rows.lowerBound(range.from());
                while (index < rows.size() && rows.time(index) <= range.to()) {
                    consumer.accept(row.at(index));
                    index++;
                }
            }
        }

        @Override
        public void scanTables(Consumer<RowView> consumer) {
            tables.forEach(table -> consumer.accept(new StoredRow(table)));
        }
    }
}

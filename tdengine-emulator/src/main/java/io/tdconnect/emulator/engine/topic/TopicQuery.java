// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.topic;

import io.tdconnect.emulator.engine.select.Functions;
import io.tdconnect.emulator.engine.select.RowSource;
import io.tdconnect.emulator.engine.select.RowView;
import io.tdconnect.emulator.engine.select.SelectRun;
import io.tdconnect.emulator.engine.select.StoredRow;
import io.tdconnect.emulator.engine.sql.Select;
import io.tdconnect.emulator.engine.store.BlockDecoder;
import io.tdconnect.emulator.engine.store.Definition;
import io.tdconnect.emulator.engine.store.LoggedRows;
import io.tdconnect.emulator.engine.store.Table;
import io.tdconnect.emulator.engine.store.TimeRange;
import io.tdconnect.emulator.engine.value.Column;
import io.tdconnect.emulator.engine.value.ResultSet;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The query of a topic; it runs on rows as they were written. */
public final class TopicQuery {
    private static final Object[] NO_PARAMETERS = {};

    private final Select select;
    private final RowSource.Tables tables;
    private final @Nullable Table table;
    private final Functions functions;

    /**
     * A query whose columns are fixed.
     *
     * @param tables that it reads
     * @param table of a query that reads a single table
     */
    public TopicQuery(Select select, RowSource.Tables tables, @Nullable Table table, Functions functions) {
        this.select = select;
        this.tables = tables;
        this.table = table;
        this.functions = functions;
    }

    boolean reads(Table other) {
        return table == null || table == other;
    }

    /** The columns of the result. */
    List<Column> columns() {
        return run((LoggedRows) null).columns();
    }

    /** Refuses unknown names. */
    public void check() throws TdengineException {
        ResultSet unused = run(new Logged(tables, null));
    }

    /** The result of the query for these rows; null means no rows. */
    ResultSet run(@Nullable LoggedRows rows) {
        try {
            return run(new Logged(tables, rows));
        } catch (TdengineException e) {
            throw new IllegalStateException("a topic's query no longer fits its table", e);
        }
    }

    private ResultSet run(RowSource source) throws TdengineException {
        return new SelectRun(select, source, functions, NO_PARAMETERS).run();
    }

    /** Rows of one statement; columns that it did not write are NULL. */
    private record Logged(RowSource.Tables tables, @Nullable LoggedRows rows) implements RowSource {
        @Override
        public List<Item> items() {
            return tables.items();
        }

        @Override
        public boolean starWithTags() {
            return tables.starWithTags();
        }

        @Override
        public int precision() {
            return tables.precision();
        }

        @Override
        public void scan(TimeRange range, Consumer<RowView> consumer) {
            if (rows == null) {
                return;
            }
            List<Definition> columns = tables.schema().columns();
            int[] places = columns.stream().mapToInt(this::place).toArray();
            BlockDecoder block = rows.decoder();
            StoredRow tags = new StoredRow(rows.table());
            for (int i = 0; i < rows.rows(); i++) {
                int row = i;
                consumer.accept(index -> {
                    if (index >= places.length) {
                        return tags.cell(index);
                    }
                    return places[index] < 0 ? null : block.cell(row, places[index]);
                });
            }
        }

        private int place(Definition column) {
            List<Definition> written = rows == null ? List.of() : rows.columns();
            for (int i = 0; i < written.size(); i++) {
                if (written.get(i).id() == column.id()) {
                    return i;
                }
            }
            return -1;
        }
    }
}

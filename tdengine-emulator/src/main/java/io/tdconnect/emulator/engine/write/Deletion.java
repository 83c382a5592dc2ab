// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.write;

import io.tdconnect.emulator.engine.catalog.SelectSources;
import io.tdconnect.emulator.engine.select.Binder;
import io.tdconnect.emulator.engine.select.BoundExpression;
import io.tdconnect.emulator.engine.select.RowSource;
import io.tdconnect.emulator.engine.select.StoredRow;
import io.tdconnect.emulator.engine.select.TimeWindow;
import io.tdconnect.emulator.engine.select.UsedNames;
import io.tdconnect.emulator.engine.sql.Expression;
import io.tdconnect.emulator.engine.sql.Statement;
import io.tdconnect.emulator.engine.store.Database;
import io.tdconnect.emulator.engine.store.Failures;
import io.tdconnect.emulator.engine.store.RowStore;
import io.tdconnect.emulator.engine.store.SuperTable;
import io.tdconnect.emulator.engine.store.Table;
import io.tdconnect.emulator.engine.store.TimeRange;
import io.tdconnect.emulator.engine.store.Vgroup;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs DELETE. */
public final class Deletion {
    private Deletion() {}

    public static int run(Database database, SelectSources sources, Statement.Delete delete) throws TdengineException {
        RowSource source = sources.table(delete.table(), delete.where());
        if (!(source instanceof RowSource.Tables tables)) {
            throw Failures.noTable();
        }
        Binder binder = new Binder(source, sources.functions(), new Object[0]);
        BoundExpression filter = delete.where() == null ? null : binder.bind(delete.where());
        requireTimesAndTags(delete.where(), binder);
        TimeRange asked = TimeWindow.of(delete.where(), binder);
        int deleted = 0;
        Map<Vgroup, TimeRange> ranges = new HashMap<>();
        for (Table table : tables.tables()) {
            int size = table.rows().size();
            TimeRange range = delete(table, filter);
            if (range != null) {
                deleted += size - table.rows().size();
                ranges.merge(table.vgroup(), range, TimeRange::or);
            }
        }
        if (tables.starWithTags()) {
            SuperTable stable = database.stable(delete.table().name());
            database.changes().deleted(stable, ranges, asked);
        } else {
            Table table = tables.tables().get(0);
            database.changes().deleted(table, ranges.getOrDefault(table.vgroup(), asked));
        }
        return deleted;
    }

    /** The times of the first and the last deleted row, or null if no row was deleted. */
    private static @Nullable TimeRange delete(Table table, @Nullable BoundExpression filter) {
        RowStore rows = table.rows();
        StoredRow row = new StoredRow(table);
        TimeRange range = null;
        int end = rows.size();
        while (end > 0) {
            int start = end;
            while (start > 0 && (filter == null || filter.test(row.at(start - 1)))) {
                start--;
            }
            if (start < end) {
                TimeRange part = new TimeRange(rows.time(start), rows.time(end - 1));
                range = range == null ? part : range.or(part);
                rows.remove(start, end);
            }
            end = start - 1;
        }
        return range;
    }

    private static void requireTimesAndTags(@Nullable Expression where, Binder binder) throws TdengineException {
        if (where instanceof Expression.And and) {
            requireTimesAndTags(and.left(), binder);
            requireTimesAndTags(and.right(), binder);
            return;
        }
        if (where == null) {
            return;
        }
        if (UsedNames.of(List.of(where), null).contains("tbname")) {
            throw new TdengineException(0x264c, "Invalid tbname pseudo column");
        }
        if (TimeWindow.aboutTables(where, binder)) {
            return;
        }
        boolean time = where instanceof Expression.Comparison comparison
                && comparison.left() instanceof Expression.Name name
                && binder.indexOf(name.name()) == 0;
        if (!time) {
            throw new TdengineException(0x2655, "The DELETE statement must only have a definite time window range");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator.engine;

import io.tdconnect.testing.emulator.engine.sql.Expression;
import io.tdconnect.testing.emulator.engine.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Runs DELETE. */
final class Deletion {
    private Deletion() {}

    static int run(SelectSources sources, Statement.Delete delete) throws TdengineException {
        Source source = sources.table(delete.table(), delete.where());
        if (!(source instanceof Source.Tables tables)) {
            throw Failures.noTable();
        }
        Binder binder = new Binder(source, sources.functions(), new Object[0]);
        Bound filter = delete.where() == null ? null : binder.bind(delete.where());
        requireTimesAndTags(delete.where(), binder);
        int deleted = 0;
        for (Table table : tables.tables()) {
            deleted += delete(table, filter);
        }
        return deleted;
    }

    private static int delete(Table table, @Nullable Bound filter) {
        RowStore rows = table.rows();
        StoredRow row = new StoredRow(table);
        int before = rows.size();
        int end = before;
        while (end > 0) {
            int start = end;
            while (start > 0 && (filter == null || filter.test(row.at(start - 1)))) {
                start--;
            }
            rows.remove(start, end);
            end = start - 1;
        }
        return before - rows.size();
    }

    private static void requireTimesAndTags(@Nullable Expression where, Binder binder) throws TdengineException {
        if (where instanceof Expression.And and) {
            requireTimesAndTags(and.left(), binder);
            requireTimesAndTags(and.right(), binder);
            return;
        }
        if (where == null || TimeWindow.aboutTables(where, binder)) {
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

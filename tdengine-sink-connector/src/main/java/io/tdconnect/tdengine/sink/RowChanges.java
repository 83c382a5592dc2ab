// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.TdengineErrors;
import java.sql.SQLException;

/** Deletes the rows of deletions, writes all others, and then brings the tags of their subtables up to date. */
final class RowChanges implements RowWriter {
    private final RowWriter inserts;
    private final Tables tables;
    private final Subtables subtables;

    RowChanges(RowWriter inserts, Tables tables, Subtables subtables) {
        this.inserts = inserts;
        this.tables = tables;
        this.subtables = subtables;
    }

    @Override
    public void write(RowBatch batch) throws SQLException {
        if (batch.layout().shape.kind == RowKind.DELETION) {
            for (BoundRow row : batch.rows()) {
                delete(row);
            }
        } else {
            inserts.write(batch);
            subtables.written(batch);
        }
    }

    @Override
    public void forget() {
        inserts.forget();
    }

    private void delete(BoundRow row) throws SQLException {
        String time = Identifiers.column(row.layout.bound.get(0).name());
        try {
            tables.execute("DELETE FROM " + Identifiers.table(row.row.shape.database, row.table()) + " WHERE " + time
                    + " = " + row.timestamp());
        } catch (SQLException e) {
            // Where there is no subtable there is no row to delete.
            if (TdengineErrors.classify(e) != ErrorClass.TABLE_MISSING) {
                throw e;
            }
        }
    }
}

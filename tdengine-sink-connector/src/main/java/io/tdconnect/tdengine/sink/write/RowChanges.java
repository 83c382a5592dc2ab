// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.write;

import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.sink.row.RowKind;
import io.tdconnect.tdengine.sink.row.RowShape;
import io.tdconnect.tdengine.sink.table.BoundRow;
import io.tdconnect.tdengine.sink.table.RowBatch;
import io.tdconnect.tdengine.sink.table.Subtables;
import io.tdconnect.tdengine.sink.table.Tables;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes the rows of deletions, writes all others, and then brings the tags of their subtables up to date. */
public final class RowChanges implements RowWriter {
    private static final Logger log = LoggerFactory.getLogger(RowChanges.class);
    private static final int MAX_REMEMBERED = 10_000;

    private final RowWriter inserts;
    private final Tables tables;
    private final Subtables subtables;
    /** Tables for which it has been said that rows overwrite others. */
    private final Set<String> overwritten = new HashSet<>();

    public RowChanges(RowWriter inserts, Tables tables, Subtables subtables) {
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
            sayOverwritten(batch);
        }
    }

    @Override
    public void forget() {
        inserts.forget();
    }

    /** Says once for each table that rows of a batch were overwritten by others of it: some may be lost by that. */
    private void sayOverwritten(RowBatch batch) {
        RowShape shape = batch.layout().shape;
        int lost = batch.rows().size() - batch.subtables().rows();
        if (lost > 0 && overwritten.size() < MAX_REMEMBERED && overwritten.add(shape.fullName())) {
            log.warn(
                    "{} of {} rows for {} have the same time and subtable as later ones, which overwrite them. If those are"
                            + " different rows, the table needs a composite primary key, and the records a field for it",
                    lost,
                    batch.rows().size(),
                    shape.fullName());
        }
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

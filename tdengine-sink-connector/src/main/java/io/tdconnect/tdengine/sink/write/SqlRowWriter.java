// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.write;

import io.tdconnect.tdengine.sink.table.BoundRow;
import io.tdconnect.tdengine.sink.table.RowBatch;
import io.tdconnect.tdengine.sink.table.SubtableRows;
import java.sql.SQLException;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Writes batches as SQL text, many tables and rows in a statement. */
public final class SqlRowWriter implements RowWriter {
    /** Below the megabyte that the server takes. */
    public static final int MAX_BYTES = 1_000_000;

    private static final int TYPE_MISMATCH = 0x216;

    private final Statements statements;
    private final int maxBytes;
    private final @Nullable RowWriter others;

    /** Executes statements. */
    public interface Statements {
        /**
         * Executes an insert.
         *
         * @throws SQLException if the server refuses it or cannot be reached
         */
        void insert(String sql) throws SQLException;
    }

    private SqlRowWriter(Statements statements, int maxBytes, @Nullable RowWriter others) {
        this.statements = statements;
        this.maxBytes = maxBytes;
        this.others = others;
    }

    /** Refuses values that SQL cannot hold. */
    public static SqlRowWriter alone(Statements statements, int maxBytes) {
        return new SqlRowWriter(statements, maxBytes, null);
    }

    /** Leaves batches with values that SQL cannot hold to {@code others}. */
    public static SqlRowWriter beside(Statements statements, int maxBytes, RowWriter others) {
        return new SqlRowWriter(statements, maxBytes, others);
    }

    @Override
    public void write(RowBatch batch) throws SQLException {
        try {
            insert(batch);
        } catch (DataException e) {
            if (others == null) {
                throw new SQLException(e.getMessage(), null, TYPE_MISMATCH, e);
            }
            // What is written already is written again.
            others.write(batch);
        }
    }

    private void insert(RowBatch batch) throws SQLException {
        SubtableRows rows = batch.subtables();
        SqlInsert sql = new SqlInsert(batch.layout());
        for (int subtable = 0; subtable < rows.size(); subtable++) {
            BoundRow first = rows.first(subtable);
            for (int row = rows.begin(subtable); row < rows.end(subtable); row++) {
                if (!sql.append(rows.row(row), first, maxBytes)) {
                    statements.insert(sql.text());
                    sql.clear();
                    sql.append(rows.row(row), first, Integer.MAX_VALUE);
                }
            }
        }
        if (!sql.isEmpty()) {
            statements.insert(sql.text());
        }
    }
}

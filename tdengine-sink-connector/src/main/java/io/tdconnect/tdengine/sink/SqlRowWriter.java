// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import java.sql.SQLException;
import org.apache.kafka.connect.errors.DataException;

/** Writes batches as SQL text, many tables and rows in a statement. */
final class SqlRowWriter implements RowWriter {
    /** Below the megabyte that the server takes. */
    static final int MAX_BYTES = 1_000_000;

    private static final int TYPE_MISMATCH = 0x216;

    private final Statements statements;
    private final int maxBytes;

    /** Executes statements. */
    interface Statements {
        /**
         * Executes an insert.
         *
         * @throws SQLException if the server refuses it or cannot be reached
         */
        void insert(String sql) throws SQLException;
    }

    SqlRowWriter(Statements statements, int maxBytes) {
        this.statements = statements;
        this.maxBytes = maxBytes;
    }

    @Override
    public void write(RowBatch batch) throws SQLException {
        SubtableRows rows = batch.subtables();
        SqlInsert sql = new SqlInsert(batch.layout());
        for (int row = 0; row < batch.rows().size(); row++) {
            add(sql, rows.row(row));
        }
        if (!sql.isEmpty()) {
            statements.insert(sql.text());
        }
    }

    private void add(SqlInsert sql, BoundRow row) throws SQLException {
        try {
            if (!sql.append(row, maxBytes)) {
                statements.insert(sql.text());
                sql.clear();
                sql.append(row, Integer.MAX_VALUE);
            }
        } catch (DataException e) {
            throw new SQLException(e.getMessage(), null, TYPE_MISMATCH, e);
        }
    }
}

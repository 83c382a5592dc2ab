// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.write;

import io.tdconnect.tdengine.sink.table.BoundRow;
import io.tdconnect.tdengine.sink.table.RowBatch;
import io.tdconnect.tdengine.sink.table.SubtableRows;
import java.sql.SQLException;
import org.apache.kafka.connect.errors.DataException;

/** Writes batches as SQL text, many tables and rows in a statement. */
public final class SqlRowWriter implements RowWriter {
    /** Less than the megabyte that the server accepts. */
    public static final int MAX_BYTES = 1_000_000;

    private final Statements statements;
    private final int maxBytes;

    /** Executes statements. */
    public interface Statements {
        /**
         * Executes an insert.
         *
         * @throws SQLException if the server refuses it or cannot be reached
         */
        void insert(String sql) throws SQLException;
    }

    /** @param maxBytes how long a statement may become in UTF-8 */
    public SqlRowWriter(Statements statements, int maxBytes) {
        this.statements = statements;
        this.maxBytes = maxBytes;
    }

    /**
     * {@inheritDoc}
     *
     * @throws DataException if SQL cannot contain one of the values; some of the other rows may be written
     */
    @Override
    public void writeBatch(RowBatch batch) throws SQLException {
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

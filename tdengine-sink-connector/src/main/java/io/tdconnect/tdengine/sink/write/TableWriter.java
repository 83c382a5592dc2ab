// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.write;

import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.table.RowBatch;
import io.tdconnect.tdengine.sink.table.RowBinder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes rows of any shape: binds and groups them, and starts again where definitions of tables have changed. */
public final class TableWriter {
    private static final Logger log = LoggerFactory.getLogger(TableWriter.class);
    /** How often definitions are read again although no row was written in between. */
    private static final int MOST_ATTEMPTS = 8;
    /** The pauses between attempts are 0, 1, 4, 9, … times this. */
    private static final long PAUSE_MILLIS = 10;

    private final RowBinder binder;
    private final RowWriter writer;
    private final SinkConnection connection;

    public TableWriter(RowBinder binder, RowWriter writer, SinkConnection connection) {
        this.binder = binder;
        this.writer = writer;
        this.connection = connection;
    }

    /**
     * Writes all rows except the bad ones. If tables change meanwhile, it reads the definitions and prepares the
     * statements again, and writes the rows that are not written yet.
     *
     * @return the records of the bad rows
     * @throws SQLException if it fails for another reason, or tables change faster than rows can be written; some rows
     *     may be written
     */
    public List<BadRecord> writeRows(List<Row> rows) throws SQLException, InterruptedException {
        List<Row> left = rows;
        int attempts = 0;
        while (true) {
            List<BadRecord> bad = new ArrayList<>();
            // After too many attempts, an error that reports a changed definition is treated like any other: a single
            // row may cause it.
            BadRowIsolation isolation = new BadRowIsolation(writer, attempts < MOST_ATTEMPTS ? binder : null, bad);
            try {
                for (RowBatch batch : RowGrouping.group(binder.bind(left, bad))) {
                    isolation.writeBatch(batch);
                }
                return bad;
            } catch (SQLException e) {
                if (!TdengineErrors.classify(e).outOfDate() || attempts == MOST_ATTEMPTS) {
                    throw e;
                }
                log.info("The definition of a table has changed: {}", e.getMessage());
                int before = left.size();
                left = isolation.unwritten(left);
                attempts = left.size() < before ? 1 : attempts + 1;
                tablesChanged();
                Thread.sleep(PAUSE_MILLIS * (attempts - 1) * (attempts - 1));
            }
        }
    }

    /**
     * Forgets definitions of tables and prepared statements: a metadata event or another client may have changed the
     * tables.
     */
    public void tablesChanged() {
        binder.forget();
        connection.forgetStatements();
    }
}

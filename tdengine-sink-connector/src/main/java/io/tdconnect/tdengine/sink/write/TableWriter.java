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

/** Writes rows of any shape: binds, groups and hands them to a {@link RowWriter}. */
public final class TableWriter {
    private static final Logger log = LoggerFactory.getLogger(TableWriter.class);
    /** How often definitions are read again without that a row is written in between. */
    private static final int MOST_VAIN = 8;
    /** The pauses between are 0, 1, 4, 9, … times that. */
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
     * Writes all rows but the bad ones. Where tables change meanwhile, definitions are read again, statements prepared again,
     * and the rows that are not written yet written again.
     *
     * @return the records of the bad ones
     * @throws SQLException if it fails for another reason, or tables change faster than rows can be written; some rows may be
     *     written then
     */
    public List<BadRecord> write(List<Row> rows) throws SQLException, InterruptedException {
        List<Row> left = rows;
        int vain = 0;
        while (true) {
            List<BadRecord> bad = new ArrayList<>();
            // In the end a code that tells of a change is looked at as any other: one row may bring it about.
            BadRowIsolation bisection = new BadRowIsolation(writer, vain < MOST_VAIN ? binder : null, bad);
            try {
                for (RowBatch batch : RowGrouping.group(binder.bind(left, bad))) {
                    bisection.write(batch);
                }
                return bad;
            } catch (SQLException e) {
                if (!TdengineErrors.classify(e).outOfDate() || vain == MOST_VAIN) {
                    throw e;
                }
                log.info("The definition of a table has changed: {}", e.getMessage());
                int before = left.size();
                left = bisection.unwritten(left);
                vain = left.size() < before ? 1 : vain + 1;
                tablesChanged();
                Thread.sleep(PAUSE_MILLIS * (vain - 1) * (vain - 1));
            }
        }
    }

    /** Forgets what depends on the definitions of tables, prepared statements too: a metadata event or somebody else may have changed them. */
    public void tablesChanged() {
        binder.forget();
        connection.forgetStatements();
    }
}

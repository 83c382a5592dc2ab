// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.config.Choices;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.TdengineErrors;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a batch without its bad rows, which it finds by halving the batch. */
final class Bisection {
    private final RowWriter writer;
    private final List<BadRecord> found;

    /** @param found receives the records of the bad rows */
    Bisection(RowWriter writer, List<BadRecord> found) {
        this.writer = writer;
        this.found = found;
    }

    /**
     * Writes the good rows of a batch.
     *
     * @throws SQLException if it fails for another reason than a bad row
     */
    void write(RowBatch batch) throws SQLException {
        SQLException refusal = refusal(batch);
        if (refusal != null) {
            writeParts(batch, refusal);
        }
    }

    private void writeParts(RowBatch batch, SQLException refusal) throws SQLException {
        if (batch.rows().size() == 1) {
            add(batch.rows().get(0), refusal);
            return;
        }
        if (TdengineErrors.classify(refusal) == ErrorClass.TIMESTAMP) {
            // Rows of one subtable and time stay in order.
            List<BoundRow> rows = new ArrayList<>(batch.rows());
            rows.sort(Comparator.comparingLong(BoundRow::timestamp));
            int past = past(batch.layout(), rows);
            if (past > 0) {
                writePast(new RowBatch(batch.layout(), rows.subList(0, past)));
                if (past < rows.size()) {
                    write(new RowBatch(batch.layout(), rows.subList(past, rows.size())));
                }
                return;
            }
        }
        write(batch.firstHalf());
        write(batch.secondHalf());
    }

    private static int past(TableLayout layout, List<BoundRow> sorted) {
        long now = layout.time(System.currentTimeMillis());
        int past = 0;
        while (past < sorted.size() && sorted.get(past).timestamp() < now) {
            past++;
        }
        return past;
    }

    /**
     * Writes rows of the past, in the order of time. If one is older than the database keeps then so are all before it;
     * so a few tries find the border.
     */
    private void writePast(RowBatch batch) throws SQLException {
        List<BoundRow> rows = batch.rows();
        int bad = 0;
        int written = rows.size();
        while (bad < written) {
            int middle = (bad + written) >>> 1;
            RowBatch recent = new RowBatch(batch.layout(), rows.subList(middle, written));
            SQLException refusal = refusal(recent);
            if (refusal == null) {
                written = middle;
            } else if (TdengineErrors.classify(refusal) == ErrorClass.TIMESTAMP) {
                for (BoundRow row : rows.subList(bad, middle + 1)) {
                    add(row, refusal);
                }
                bad = middle + 1;
            } else {
                writeParts(recent, refusal);
                written = middle;
            }
        }
    }

    /** Writes a batch or tells which row-related fault prevents it; null if it is written. */
    private @Nullable SQLException refusal(RowBatch batch) throws SQLException {
        try {
            writer.write(batch);
            return null;
        } catch (SQLException e) {
            if (!TdengineErrors.classify(e).badRecord()) {
                throw e;
            }
            return e;
        }
    }

    private void add(BoundRow bound, SQLException refusal) {
        ErrorClass error = TdengineErrors.classify(refusal);
        Row row = bound.row;
        int code = TdengineErrors.code(refusal);
        RowException reason = new RowException(
                        Fault.of(error),
                        "TDengine refused a row of table " + row.table + " of " + row.shape.fullName() + " with error "
                                + TdengineErrors.hex(code) + " ("
                                + Choices.name(error).replace('-', ' ') + "): " + refusal.getMessage(),
                        refusal)
                .at(row.shape.database, row.table)
                .code(code);
        if (error == ErrorClass.TIMESTAMP) {
            reason.field(row.shape.names.get(row.shape.timestamp));
        }
        found.add(new BadRecord(row.origin, reason));
    }
}

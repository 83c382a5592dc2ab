// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.write;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.RowException;
import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.table.BoundRow;
import io.tdconnect.tdengine.sink.table.DefinitionCheck;
import io.tdconnect.tdengine.sink.table.RowBatch;
import io.tdconnect.tdengine.sink.table.TableLayout;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches without their bad rows, which it finds by halving a refused batch.
 *
 * <p>A refusal counts only if the table still has the definition to which the rows were bound; otherwise no row is to
 * blame. An unknown error code is blamed on a row if the server accepts other rows of its batch.
 */
final class BadRowIsolation {
    /** How many rows may be refused for an unknown reason before a row of their batch is accepted. */
    private static final int MOST_SUSPECTS = 8;

    private final RowWriter writer;
    private final @Nullable DefinitionCheck definitions;
    private final List<BadRecord> found;
    private final List<RowBatch> written = new ArrayList<>();
    private final List<Suspect> suspects = new ArrayList<>();
    private int writtenBefore;

    private record Suspect(BoundRow row, SQLException refusal) {}

    /**
     * Starts with nothing written.
     *
     * @param definitions detects changed tables; null to assume that they have not changed since the rows were bound
     * @param found receives the records of the bad rows
     */
    BadRowIsolation(RowWriter writer, @Nullable DefinitionCheck definitions, List<BadRecord> found) {
        this.writer = writer;
        this.definitions = definitions;
        this.found = found;
    }

    /**
     * Writes the good rows of a batch.
     *
     * @throws SQLException if it fails for another reason than a bad row; its error class shows whether a definition has
     *     changed
     */
    void writeBatch(RowBatch batch) throws SQLException {
        writtenBefore = written.size();
        SQLException refusal = refusal(batch);
        if (refusal == null) {
            batch.layout().accepted = true;
            return;
        }
        requireSame(batch.layout(), refusal);
        int foundBefore = found.size();
        writeParts(batch, refusal);
        judge(batch);
        if (found.size() > foundBefore) {
            requireSame(batch.layout(), refusal);
        }
    }

    /** The rows of a list that are not written yet. */
    List<Row> unwritten(List<Row> rows) {
        Set<Row> done = Collections.newSetFromMap(new IdentityHashMap<>());
        written.forEach(batch -> batch.rows().forEach(row -> done.add(row.row)));
        return rows.stream().filter(row -> !done.contains(row)).toList();
    }

    private void requireSame(TableLayout layout, SQLException refusal) throws SQLException {
        if (definitions != null && definitions.haveChanged(layout)) {
            throw new SQLException(
                    "Table " + layout.shape.fullName() + " has changed; before that: " + refusal.getMessage(),
                    null,
                    TdengineErrors.SCHEMA_IS_OLD,
                    refusal);
        }
    }

    /** Blames rows that were refused for an unknown reason if others were accepted; otherwise no row is to blame. */
    private void judge(RowBatch batch) throws SQLException {
        if (suspects.isEmpty()) {
            return;
        }
        boolean othersAreTaken = batch.rows().size() == 1 ? batch.layout().accepted : written.size() > writtenBefore;
        batch.layout().accepted = false;
        if (!othersAreTaken) {
            throw suspects.get(0).refusal;
        }
        suspects.forEach(suspect -> report(suspect.row, suspect.refusal));
        suspects.clear();
    }

    private void writeParts(RowBatch batch, SQLException refusal) throws SQLException {
        if (batch.rows().size() == 1) {
            add(batch.rows().get(0), refusal);
            return;
        }
        if (TdengineErrors.classify(refusal) == ErrorClass.TIMESTAMP) {
            // A stable sort: rows of one subtable and time stay in order.
            List<BoundRow> rows = new ArrayList<>(batch.rows());
            rows.sort(Comparator.comparingLong(BoundRow::timestamp));
            int past = past(batch.layout(), rows);
            if (past > 0) {
                writePast(new RowBatch(batch.layout(), rows.subList(0, past)));
                if (past < rows.size()) {
                    writeOrHalve(new RowBatch(batch.layout(), rows.subList(past, rows.size())));
                }
                return;
            }
        }
        writeOrHalve(batch.firstHalf());
        writeOrHalve(batch.secondHalf());
    }

    private void writeOrHalve(RowBatch batch) throws SQLException {
        SQLException refusal = refusal(batch);
        if (refusal != null) {
            writeParts(batch, refusal);
        }
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
     * Writes rows of the past, sorted by time. If a row is older than the database keeps, all rows before it are, too; so
     * a binary search finds the limit.
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

    /** Writes a batch; returns null, or the failure if a row may have caused it. */
    private @Nullable SQLException refusal(RowBatch batch) throws SQLException {
        try {
            writer.writeBatch(batch);
            written.add(batch);
            return null;
        } catch (SQLException e) {
            ErrorClass error = TdengineErrors.classify(e);
            boolean outOfDate = error.outOfDate() && definitions != null;
            if (outOfDate || !(error.badRecord() || error.outOfDate() || error == ErrorClass.UNKNOWN)) {
                throw e;
            }
            return e;
        }
    }

    private void add(BoundRow bound, SQLException refusal) throws SQLException {
        if (TdengineErrors.classify(refusal).badRecord()) {
            report(bound, refusal);
            return;
        }
        suspects.add(new Suspect(bound, refusal));
        if (suspects.size() > MOST_SUSPECTS && written.size() == writtenBefore) {
            throw refusal;
        }
    }

    private void report(BoundRow bound, SQLException refusal) {
        ErrorClass error = TdengineErrors.classify(refusal);
        Row row = bound.row;
        int code = TdengineErrors.code(refusal);
        RowException reason = new RowException(
                        Fault.of(error),
                        "TDengine refused a row of table " + row.table + " of " + row.shape.fullName() + " with error "
                                + TdengineErrors.hex(code) + " ("
                                + EnumOption.nameOf(error).replace('-', ' ') + "): " + refusal.getMessage(),
                        refusal)
                .at(row.shape.database, row.table)
                .code(code);
        if (error == ErrorClass.TIMESTAMP) {
            reason.field(row.shape.names.get(row.shape.timestamp));
        }
        found.add(new BadRecord(row.origin, reason));
    }
}

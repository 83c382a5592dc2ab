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
import io.tdconnect.tdengine.sink.table.TableAccess;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides how the rows of a batch are sent: as deletions, in a prepared statement or as SQL text.
 *
 * <p>Most rows go into statements. These are written as text instead:
 *
 * <ul>
 * <li>all rows, with {@code write.method=sql};
 * <li>rows of tables with DECIMAL columns: TDengine 3.3.7 takes the text that is bound to such a column for the bytes of
 * the number and stores garbage, without a failure;
 * <li>rows of subtables with names that a statement confuses: TDengine 3.3.5 cuts a name that is bound to {@code tbname}
 * at the first ASCII character other than a letter, digit or underscore, or where it starts with a digit, and puts the
 * rows of all such subtables into one, without a failure;
 * <li>few rows for each of many subtables that exist: a statement costs TDengine 3.3.5 and its gateway more for each
 * subtable than for ten rows, text costs them half of that.
 * </ul>
 */
public final class RowRouter implements RowWriter {
    private static final Logger log = LoggerFactory.getLogger(RowRouter.class);
    /** Most rows for each subtable, on average, that are written as text. */
    private static final int FEW = 4;

    private static final int MAX_REMEMBERED = 10_000;
    private static final int TYPE_MISMATCH = 0x216;

    private final @Nullable RowWriter statements;
    private final RowWriter text;
    private final TableAccess tables;
    private final Subtables subtables;
    /** Tables for which a warning about overwritten rows has been logged. */
    private final Set<String> overwritten = new HashSet<>();

    /**
     * @param statements null to write all rows as text
     * @param text throws a DataException for a batch with a value that SQL cannot contain
     * @param tables executes deletions
     */
    public RowRouter(@Nullable RowWriter statements, RowWriter text, TableAccess tables, Subtables subtables) {
        this.statements = statements;
        this.text = text;
        this.tables = tables;
        this.subtables = subtables;
    }

    @Override
    public void writeBatch(RowBatch batch) throws SQLException {
        if (batch.layout().shape.kind == RowKind.DELETION) {
            for (BoundRow row : batch.rows()) {
                delete(row);
            }
            return;
        }
        insert(batch);
        subtables.written(batch);
        warnOfOverwritten(batch);
    }

    private void insert(RowBatch batch) throws SQLException {
        if (statements == null) {
            insertText(batch);
        } else if (isSparse(batch)) {
            insertSparse(statements, batch);
        } else {
            bind(statements, batch);
        }
    }

    private static boolean isSparse(RowBatch batch) {
        return batch.layout().shape.kind == RowKind.SUBTABLE
                && batch.rows().size() <= FEW * batch.subtables().size();
    }

    /** Uses a statement for rows whose subtable may not exist, and text for the rest. */
    private void insertSparse(RowWriter binding, RowBatch batch) throws SQLException {
        Subtables.Known known = subtables.of(batch.layout().shape);
        List<BoundRow> created = new ArrayList<>();
        List<BoundRow> existing = new ArrayList<>();
        for (BoundRow row : batch.rows()) {
            (known.exists(row.table()) ? existing : created).add(row);
        }
        if (created.isEmpty()) {
            insertTextOrBind(binding, batch);
            return;
        }
        bind(binding, existing.isEmpty() ? batch : new RowBatch(batch.layout(), created));
        created.forEach(row -> known.add(row.table()));
        if (!existing.isEmpty()) {
            insertTextOrBind(binding, new RowBatch(batch.layout(), existing));
        }
    }

    /** Uses a statement, and text for rows that a statement would store wrongly. */
    private void bind(RowWriter binding, RowBatch batch) throws SQLException {
        if (batch.layout().hasDecimals) {
            insertText(batch);
            return;
        }
        if (batch.layout().shape.kind != RowKind.SUBTABLE
                || batch.subtables().names().stream().allMatch(RowRouter::isBindable)) {
            binding.writeBatch(batch);
            return;
        }
        List<BoundRow> bound = new ArrayList<>();
        List<BoundRow> others = new ArrayList<>();
        batch.rows().forEach(row -> (isBindable(row.table()) ? bound : others).add(row));
        if (!bound.isEmpty()) {
            binding.writeBatch(new RowBatch(batch.layout(), bound));
        }
        insertText(new RowBatch(batch.layout(), others));
    }

    /** Whether a statement takes the name of a subtable unchanged. */
    static boolean isBindable(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
            if (!letter && (!digit || i == 0)) {
                return false;
            }
        }
        return true;
    }

    private void insertTextOrBind(RowWriter binding, RowBatch batch) throws SQLException {
        try {
            text.writeBatch(batch);
        } catch (DataException e) {
            // SQL cannot contain one of the values. Rows that are already written are written again.
            bind(binding, batch);
        }
    }

    private void insertText(RowBatch batch) throws SQLException {
        try {
            text.writeBatch(batch);
        } catch (DataException e) {
            throw new SQLException(e.getMessage(), null, TYPE_MISMATCH, e);
        }
    }

    private void delete(BoundRow row) throws SQLException {
        String time = Identifiers.column(row.layout.bound.get(0).name());
        try {
            tables.execute("DELETE FROM " + Identifiers.table(row.row.shape.database, row.table()) + " WHERE " + time
                    + " = " + row.timestamp());
        } catch (SQLException e) {
            // Without the subtable there is no row to delete.
            if (TdengineErrors.classify(e) != ErrorClass.TABLE_MISSING) {
                throw e;
            }
        }
    }

    /** Warns once for each table that rows of a batch overwrite others of it: they may be different rows. */
    private void warnOfOverwritten(RowBatch batch) {
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
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.write;

import io.tdconnect.tdengine.sink.row.RowKind;
import io.tdconnect.tdengine.sink.row.RowShape;
import io.tdconnect.tdengine.sink.table.BoundRow;
import io.tdconnect.tdengine.sink.table.RowBatch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes rows by prepared statements, but as SQL text those of batches with few rows for each subtable, once the subtables exist.
 *
 * <p>A prepared statement costs TDengine 3.3.5 and its gateway more for each subtable than for ten rows; SQL text costs
 * them half of that where the subtable exists.
 */
public final class SparseRows implements RowWriter {
    /** Most rows for each subtable, on average, that are written as text. */
    private static final int FEW = 4;

    private static final int MAX_KNOWN = 200_000;

    private final RowWriter statements;
    private final RowWriter text;
    /** Subtables that exist, by supertable. */
    private final Map<String, Set<String>> known = new HashMap<>();

    /**
     * Knows no subtable yet.
     *
     * @param statements creates subtables, too
     * @param text writes to subtables that exist
     */
    public SparseRows(RowWriter statements, RowWriter text) {
        this.statements = statements;
        this.text = text;
    }

    @Override
    public void write(RowBatch batch) throws SQLException {
        RowShape shape = batch.layout().shape;
        if (shape.kind != RowKind.SUBTABLE
                || batch.rows().size() > FEW * batch.subtables().size()) {
            statements.write(batch);
            return;
        }
        Set<String> subtables = known.computeIfAbsent(shape.fullName(), name -> new HashSet<>());
        List<BoundRow> created = new ArrayList<>();
        List<BoundRow> existing = new ArrayList<>();
        for (BoundRow row : batch.rows()) {
            (subtables.contains(row.table()) ? existing : created).add(row);
        }
        if (created.isEmpty()) {
            text.write(batch);
            return;
        }
        statements.write(existing.isEmpty() ? batch : new RowBatch(batch.layout(), created));
        if (subtables.size() < MAX_KNOWN) {
            created.forEach(row -> subtables.add(row.table()));
        }
        if (!existing.isEmpty()) {
            text.write(new RowBatch(batch.layout(), existing));
        }
    }

    @Override
    public void forget() {
        known.clear();
    }
}

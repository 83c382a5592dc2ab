// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.write;

import io.tdconnect.tdengine.sink.row.RowKind;
import io.tdconnect.tdengine.sink.table.BoundRow;
import io.tdconnect.tdengine.sink.table.RowBatch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes rows by prepared statements, but as SQL text those that a statement would store otherwise: values of DECIMAL columns,
 * and rows whose subtable has a name that a statement mixes up with others.
 *
 * <p>TDengine 3.3.7 takes the text that is bound to a DECIMAL column for the bytes of the number and stores garbage, without a
 * failure. TDengine 3.3.5 cuts a name that is bound to {@code tbname} at the first ASCII character other than a letter, digit or
 * underscore, or where a digit begins it, and puts the rows of all such subtables into one, without a failure.
 */
public final class BindableRows implements RowWriter {
    private final RowWriter statements;
    private final RowWriter text;

    public BindableRows(RowWriter statements, RowWriter text) {
        this.statements = statements;
        this.text = text;
    }

    @Override
    public void write(RowBatch batch) throws SQLException {
        if (batch.layout().hasDecimals) {
            text.write(batch);
            return;
        }
        if (batch.layout().shape.kind != RowKind.SUBTABLE
                || batch.subtables().names().stream().allMatch(BindableRows::bindable)) {
            statements.write(batch);
            return;
        }
        List<BoundRow> bound = new ArrayList<>();
        List<BoundRow> written = new ArrayList<>();
        batch.rows().forEach(row -> (bindable(row.table()) ? bound : written).add(row));
        if (!bound.isEmpty()) {
            statements.write(new RowBatch(batch.layout(), bound));
        }
        text.write(new RowBatch(batch.layout(), written));
    }

    /** Whether a statement takes the name as it is. */
    static boolean bindable(String name) {
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
}

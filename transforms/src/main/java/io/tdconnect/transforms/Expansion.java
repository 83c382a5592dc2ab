// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.record.Routing;
import io.tdconnect.transforms.row.ExpandedRows;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.row.Row;
import io.tdconnect.transforms.row.RowChecks;
import io.tdconnect.transforms.row.RowExpander;
import io.tdconnect.transforms.row.RowList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes several rows of each row of a record, see {@link ExpandingTransform}; not for use by several threads.
 *
 * @param <R> type of the records
 */
final class Expansion<R extends ConnectRecord<R>> implements RecordTransform.Change<R> {
    private final RecordPart part;
    private final RowExpander rule;
    private final int mostCells;
    private final RowList lists = new RowList();

    /**
     * The change by a rule.
     *
     * @param mostCells the most cells that one record may become
     */
    Expansion(RecordPart part, RowExpander rule, int mostCells) {
        this.part = part;
        this.rule = rule;
        this.mostCells = mostCells;
    }

    @Override
    public @Nullable R apply(R original) {
        return split(original, new ExpandedRows(mostCells));
    }

    private @Nullable R split(R original, ExpandedRows rows) {
        Object value = part.value(original);
        if (value == null) {
            return original;
        }
        if (value instanceof List<?> list) {
            return several(original, list, rows);
        }
        rule.addRows(RowChecks.requireRow(value), rows);
        return rows.size() == 0 ? null : part.replace(original, value(rows.rows()));
    }

    private @Nullable R several(R original, List<?> list, ExpandedRows rows) {
        boolean routed = part == RecordPart.VALUE && !original.headers().isEmpty();
        List<Routing> before = routed ? Routing.readRows(original.headers(), list.size()) : List.of();
        List<Routing> after = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            int already = rows.size();
            rule.addRows(RowChecks.requireRow(list.get(i)), rows);
            if (routed) {
                after.addAll(Collections.nCopies(rows.size() - already, before.get(i)));
            }
        }
        if (rows.size() == 0) {
            return null;
        }
        R copy = part.replace(original, value(rows.rows()));
        Routing.writeRows(copy.headers(), after);
        return copy;
    }

    private Row value(List<Row> rows) {
        return rows.size() == 1 ? rows.get(0) : lists.of(rows);
    }
}

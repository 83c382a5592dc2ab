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
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/**
 * A transform that makes several rows of one; the record then contains a list. A record without rows is dropped; null
 * passes unchanged.
 *
 * <p>New rows keep the routing headers of their original row.
 */
abstract class ExpandingTransform<R extends ConnectRecord<R>> extends RecordTransform<R> {
    private final RecordPart part;
    private final RowList lists = new RowList();

    ExpandingTransform(RecordPart part, ConfigDef definition) {
        super(definition);
        this.part = part;
    }

    /** Makes the rule that the options describe. */
    abstract RowExpander rule(AbstractConfig config);

    @Override
    final Change<R> recordChange(AbstractConfig config) {
        RowExpander rule = rule(config);
        int mostCells = config.getInt(ExpandedRows.MAX_CELLS);
        return original -> split(rule, original, new ExpandedRows(mostCells));
    }

    private @Nullable R split(RowExpander rule, R original, ExpandedRows rows) {
        Object value = part.value(original);
        if (value == null) {
            return original;
        }
        if (value instanceof List<?> list) {
            return several(rule, original, list, rows);
        }
        rule.addRows(RowChecks.requireRow(value), rows);
        return rows.size() == 0 ? null : part.replace(original, value(rows.rows()));
    }

    private @Nullable R several(RowExpander rule, R original, List<?> list, ExpandedRows rows) {
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

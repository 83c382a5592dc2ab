// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.config.Options;
import io.tdconnect.transforms.row.KeptRows;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.row.Row;
import io.tdconnect.transforms.row.RowChecks;
import io.tdconnect.transforms.rule.RowFilter;
import java.util.BitSet;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows for which a condition is true and drops the others.
 *
 * <p>A list keeps the rows that fulfil the condition; a list without such rows is dropped; null passes unchanged.
 *
 * @param <R> type of the records
 */
public abstract class Filter<R extends ConnectRecord<R>> extends RecordTransform<R> {
    static final ConfigDef CONFIG_DEF = new Options().add(RowFilter::addTo).build();

    private final RecordPart part;

    Filter(RecordPart part) {
        super(CONFIG_DEF);
        this.part = part;
    }

    @Override
    final Change<R> recordChange(AbstractConfig config) {
        RowFilter filter = RowFilter.from(config);
        return original -> filtered(filter, original);
    }

    private @Nullable R filtered(RowFilter filter, R original) {
        Object value = part.value(original);
        if (value == null) {
            return original;
        }
        if (value instanceof List<?> rows) {
            return rest(original, rows, filter.kept(rows));
        }
        return filter.keeps(RowChecks.requireRow(value)) ? original : null;
    }

    private @Nullable R rest(R original, List<?> rows, BitSet kept) {
        if (kept.cardinality() == rows.size()) {
            return original;
        }
        if (kept.isEmpty()) {
            return null;
        }
        List<?> rest = kept.stream().mapToObj(rows::get).toList();
        R copy = part.replace(original, new Row(part.schema(original), rest));
        KeptRows.alignRouting(copy, part, rows.size(), kept);
        return copy;
    }

    /**
     * Filters by the key of records.
     *
     * @param <R> type of the records
     */
    public static final class Key<R extends ConnectRecord<R>> extends Filter<R> {
        /** To be configured by Connect. */
        public Key() {
            super(RecordPart.KEY);
        }
    }

    /**
     * Filters by the value of records.
     *
     * @param <R> type of the records
     */
    public static final class Value<R extends ConnectRecord<R>> extends Filter<R> {
        /** To be configured by Connect. */
        public Value() {
            super(RecordPart.VALUE);
        }
    }
}

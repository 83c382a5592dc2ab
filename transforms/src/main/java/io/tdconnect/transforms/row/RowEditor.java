// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.row;

import io.tdconnect.common.record.SchemaCache;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Applies a {@link FieldAdder} to the row of a record, or to every row of its list; not for use by several threads. */
public final class RowEditor {
    private final FieldAdder rule;
    private final RowBuilder structs = new RowBuilder(RowSchema.STRUCT, new SchemaCache(false));
    private final RowBuilder maps = new RowBuilder(RowSchema.MAP, new SchemaCache(false));
    private final RowList lists = new RowList();

    public RowEditor(FieldAdder rule) {
        this.rule = rule;
    }

    /** The record with the edited rows; null if no row is kept. A null value passes unchanged. */
    public <R extends ConnectRecord<R>> @Nullable R edit(R original, RecordPart part) {
        Object value = part.value(original);
        if (value == null) {
            return original;
        }
        if (value instanceof List<?> rows) {
            return edit(original, part, rows);
        }
        Row edited = edit(RowChecks.requireRow(value));
        return edited == null ? null : part.replace(original, edited);
    }

    private <R extends ConnectRecord<R>> @Nullable R edit(R original, RecordPart part, List<?> rows) {
        List<Row> edited = new ArrayList<>(rows.size());
        BitSet kept = new BitSet(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Row row = edit(RowChecks.requireRow(rows.get(i)));
            if (row != null) {
                edited.add(row);
                kept.set(i);
            }
        }
        if (edited.isEmpty()) {
            return null;
        }
        R copy = part.replace(original, lists.of(edited));
        KeptRows.alignRouting(copy, part, rows.size(), kept);
        return copy;
    }

    /** The edited row: a Struct for a Struct, a Map for a Map; null if it is dropped. */
    @Nullable
    public Row edit(Object row) {
        RowBuilder copy = row instanceof Struct struct ? copy(struct) : copy((Map<?, ?>) row);
        return rule.addFields(row, copy) ? copy.row() : null;
    }

    private RowBuilder copy(Struct row) {
        structs.clear();
        for (Field field : row.schema().fields()) {
            structs.addField(field.name(), field.schema(), row.get(field));
        }
        return structs;
    }

    private RowBuilder copy(Map<?, ?> row) {
        maps.clear();
        row.forEach((name, value) -> maps.addField(String.valueOf(name), null, value));
        return maps;
    }
}

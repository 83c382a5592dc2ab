// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Applies a rule to the row of a record, or to every row of its list; not for use by several threads. */
final class RowEditor {
    private final RowRule rule;
    private final RowBuilder structs = new RowBuilder(RowSchema.STRUCT, new SchemaCache(false));
    private final RowBuilder maps = new RowBuilder(RowSchema.MAP, new SchemaCache(false));
    private @Nullable Schema lastRow;
    private @Nullable Schema lastList;

    RowEditor(RowRule rule) {
        this.rule = rule;
    }

    /** The record with the edited rows, null if none is kept; a null value passes. */
    <R extends ConnectRecord<R>> @Nullable R edit(R original, RecordPart part) {
        Object value = part.value(original);
        if (value == null) {
            return original;
        }
        Row edited = value instanceof List<?> rows ? list(rows) : edit(RowChecks.requireRow(value));
        return edited == null ? null : part.replace(original, edited);
    }

    /** The edited row: a Struct of a Struct, a Map of a Map; null if it is not kept. */
    @Nullable
    Row edit(Object row) {
        RowBuilder copy = row instanceof Struct struct ? copy(struct) : copy((Map<?, ?>) row);
        return rule.add(row, copy) ? copy.row() : null;
    }

    private RowBuilder copy(Struct row) {
        structs.clear();
        for (Field field : row.schema().fields()) {
            structs.add(field.name(), field.schema(), row.get(field));
        }
        return structs;
    }

    private RowBuilder copy(Map<?, ?> row) {
        maps.clear();
        row.forEach((name, value) -> maps.add(String.valueOf(name), null, value));
        return maps;
    }

    private @Nullable Row list(List<?> rows) {
        List<@Nullable Object> values = new ArrayList<>(rows.size());
        Schema common = null;
        boolean mixed = false;
        for (Object row : rows) {
            Row edited = edit(RowChecks.requireRow(row));
            if (edited != null) {
                mixed = mixed || edited.schema() == null || (common != null && !common.equals(edited.schema()));
                common = edited.schema();
                values.add(edited.value());
            }
        }
        if (values.isEmpty()) {
            return null;
        }
        return new Row(mixed || common == null ? null : listOf(common), values);
    }

    private Schema listOf(Schema row) {
        Schema list = lastList;
        if (list == null || !row.equals(lastRow)) {
            list = SchemaBuilder.array(row).build();
            lastRow = row;
            lastList = list;
        }
        return list;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.transforms.field.FieldCopier;
import io.tdconnect.transforms.json.JsonRows;
import io.tdconnect.transforms.row.ExpandedRows;
import io.tdconnect.transforms.row.Row;
import io.tdconnect.transforms.row.RowBuilder;
import io.tdconnect.transforms.row.RowExpander;
import io.tdconnect.transforms.row.RowSchema;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Puts the fields of JSON text in place of the field that holds it. */
final class JsonField implements RowExpander {
    private final String field;
    private final JsonRows json;
    private final FieldCopier fields;

    /**
     * The rule for a field.
     *
     * @param ofMaps what becomes of rows without a schema
     */
    JsonField(String field, JsonRows json, RowSchema ofMaps) {
        this.field = field;
        this.json = json;
        this.fields = new FieldCopier(ofMaps);
    }

    @Override
    public void addRows(Object row, ExpandedRows rows) {
        Object text = FieldCopier.direct(row, field);
        if (text == null) {
            RowBuilder copy = fields.start(row);
            fields.copy(row, name -> true, copy);
            rows.addRow(copy);
            return;
        }
        Row parsed = read(text);
        if (parsed == null) {
            return;
        }
        if (parsed.value() instanceof List<?> list) {
            list.forEach(inner -> add(row, inner, rows));
        } else {
            add(row, parsed.value(), rows);
        }
    }

    private @Nullable Row read(Object text) {
        if (!(text instanceof String) && !(text instanceof byte[]) && !(text instanceof ByteBuffer)) {
            throw new DataException("Field " + field + ": expected text that is JSON, found a value of class "
                    + text.getClass().getSimpleName());
        }
        try {
            return json.readRow(text);
        } catch (DataException e) {
            throw new DataException("Field " + field + ": " + e.getMessage(), e);
        }
    }

    private void add(Object row, @Nullable Object inner, ExpandedRows rows) {
        RowBuilder copy = fields.start(row);
        fields.copy(row, name -> !name.equals(field), copy);
        if (inner != null) {
            fields.copy(inner, name -> true, copy);
        }
        rows.addRow(copy);
    }
}

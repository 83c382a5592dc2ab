// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.record.FieldPath;
import io.tdconnect.transforms.field.ArrayPath;
import io.tdconnect.transforms.field.RowFields;
import io.tdconnect.transforms.row.MadeRows;
import io.tdconnect.transforms.row.MissingField;
import io.tdconnect.transforms.row.RowBuilder;
import io.tdconnect.transforms.row.RowSchema;
import io.tdconnect.transforms.row.RowsRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Makes a row of each element of an array, with the fields around it. */
final class ExplodeRule implements RowsRule {
    private final ArrayPath path;
    private final String valueField;
    private final MissingField missing;
    private final RowFields fields;

    /** The objects around an element, from the outermost, and the element. */
    private final List<Object> around = new ArrayList<>();

    /**
     * The rule for a path.
     *
     * @param valueField field of elements that are no objects
     * @param missing what becomes of rows without the array
     */
    ExplodeRule(ArrayPath path, String valueField, MissingField missing, RowSchema schema) {
        this.path = path;
        this.valueField = valueField;
        this.missing = missing;
        this.fields = new RowFields(schema);
    }

    @Override
    public void add(Object row, MadeRows rows) {
        around.clear();
        open(row, null, rows);
    }

    private void open(Object place, @Nullable Schema schema, MadeRows rows) {
        if (around.size() == path.size()) {
            rows.add(row(place, schema));
            return;
        }
        ArrayPath.Step step = path.step(around.size());
        if (!(place instanceof Struct) && !(place instanceof Map)) {
            throw new DataException("Expected an object around " + step.name() + ", found a value of class "
                    + place.getClass().getSimpleName());
        }
        Object inner = FieldPath.child(place, step.name());
        Schema innerSchema = RowFields.schema(place, step.name());
        if (inner == null) {
            if (missing == MissingField.FAIL) {
                throw new DataException("Expected the array " + step.name() + ", found none; see missing.field");
            }
            return;
        }
        around.add(place);
        if (!step.array()) {
            open(inner, innerSchema, rows);
        } else {
            elements(step, inner, innerSchema, rows);
        }
        around.remove(around.size() - 1);
    }

    private void elements(ArrayPath.Step step, Object inner, @Nullable Schema schema, MadeRows rows) {
        if (!(inner instanceof List<?> list)) {
            throw new DataException("Field " + step.name() + ": expected an array, found a value of class "
                    + inner.getClass().getSimpleName() + "; ParseJson keeps arrays with nested=keep");
        }
        for (Object element : list) {
            if (element != null) {
                open(element, schema == null ? null : schema.valueSchema(), rows);
            }
        }
    }

    private RowBuilder row(Object element, @Nullable Schema schema) {
        RowBuilder row = fields.start(around.get(0));
        for (int i = 0; i < around.size(); i++) {
            String taken = path.step(i).name();
            fields.copy(around.get(i), name -> !name.equals(taken), row);
        }
        if (element instanceof Struct || element instanceof Map) {
            fields.copy(element, name -> true, row);
        } else {
            fields.add(valueField, schema, element, row);
        }
        return row;
    }
}

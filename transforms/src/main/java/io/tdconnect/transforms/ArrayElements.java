// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.record.FieldPath;
import io.tdconnect.transforms.field.ArrayPath;
import io.tdconnect.transforms.field.FieldCopier;
import io.tdconnect.transforms.row.ExpandedRows;
import io.tdconnect.transforms.row.MissingField;
import io.tdconnect.transforms.row.RowExpander;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Makes a row of each element of an array, or of arrays inside arrays; not for use by several threads. */
final class ArrayElements implements RowExpander {
    private final ArrayPath path;
    private final MissingField missing;
    private final ElementRows elements;
    private final List<String> names;

    /** The objects around an element, from the outermost. */
    private final List<Object> around = new ArrayList<>();

    private int index;

    ArrayElements(ArrayPath path, MissingField missing, ElementRows elements) {
        this.path = path;
        this.missing = missing;
        this.elements = elements;
        this.names = path.steps().stream().map(ArrayPath.Step::name).toList();
    }

    @Override
    public void addRows(Object row, ExpandedRows rows) {
        around.clear();
        index = 0;
        open(row, null, rows);
    }

    private void open(Object place, @Nullable Schema schema, ExpandedRows rows) {
        if (around.size() == path.size()) {
            rows.addRow(elements.row(around, names, index, place, schema));
            return;
        }
        ArrayPath.Step step = path.step(around.size());
        if (!(place instanceof Struct) && !(place instanceof Map)) {
            throw new DataException("Expected an object around " + step.name() + ", found a value of class "
                    + place.getClass().getSimpleName());
        }
        Object inner = FieldPath.child(place, step.name());
        Schema innerSchema = FieldCopier.schema(place, step.name());
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

    private void elements(ArrayPath.Step step, Object inner, @Nullable Schema schema, ExpandedRows rows) {
        if (!(inner instanceof List<?> list)) {
            throw new DataException("Field " + step.name() + ": expected an array, found a value of class "
                    + inner.getClass().getSimpleName() + "; ParseJson keeps arrays with nested=keep");
        }
        for (int i = 0; i < list.size(); i++) {
            Object element = list.get(i);
            if (element != null) {
                index = i;
                open(element, schema == null ? null : schema.valueSchema(), rows);
            }
        }
    }
}

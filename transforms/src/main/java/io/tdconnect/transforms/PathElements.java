// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.record.FieldPath;
import io.tdconnect.transforms.field.FieldChoice;
import io.tdconnect.transforms.path.Hit;
import io.tdconnect.transforms.path.IndefinitePath;
import io.tdconnect.transforms.row.ExpandedRows;
import io.tdconnect.transforms.row.MissingField;
import io.tdconnect.transforms.row.RowExpander;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** Makes a row of each value that a JSONPath finds; not for use by several threads. */
final class PathElements implements RowExpander {
    private final IndefinitePath path;
    private final MissingField missing;
    private final ElementRows elements;
    private final List<Object> around = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();

    PathElements(IndefinitePath path, MissingField missing, ElementRows elements) {
        this.path = path;
        this.missing = missing;
        this.elements = elements;
    }

    @Override
    public void addRows(Object row, ExpandedRows rows) {
        List<Hit> hits = path.hits(row);
        if (hits.isEmpty() && missing == MissingField.FAIL) {
            throw new DataException("Expected values of the path " + path + ", found none; see missing.field");
        }
        for (Hit hit : hits) {
            if (hit.steps().isEmpty()) {
                throw new DataException(
                        "Expected elements inside the row by the path " + path + ", found the row itself");
            }
            if (hit.value() != null) {
                add(row, hit, hit.value(), rows);
            }
        }
    }

    private void add(Object row, Hit hit, Object element, ExpandedRows rows) {
        around.clear();
        taken.clear();
        Object place = row;
        Schema schema = row instanceof Struct struct ? struct.schema() : null;
        int index = 0;
        for (Object step : hit.steps()) {
            String name = step.toString();
            if (step instanceof String) {
                around.add(place);
                taken.add(name);
            } else if (step instanceof Integer number) {
                index = number;
            }
            schema = schema == null ? null : FieldChoice.child(schema, name);
            place = child(place, step);
        }
        rows.addRow(elements.row(around, taken, index, element, schema));
    }

    private static Object child(Object place, Object step) {
        Object child = step instanceof Integer index && place instanceof List<?> list
                ? list.get(index)
                : FieldPath.child(place, step.toString());
        if (child == null) {
            throw new IllegalStateException("Expected a value at each step");
        }
        return child;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.transforms.field.ElementMarks;
import io.tdconnect.transforms.field.FieldCopier;
import io.tdconnect.transforms.row.RowBuilder;
import io.tdconnect.transforms.row.RowSchema;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Makes the row of an element inside a row, with copies of the fields around it; not for use by several threads. */
final class ElementRows {
    private final String valueField;
    private final ElementMarks marks;
    private final FieldCopier fields;

    /**
     * Rows of elements.
     *
     * @param valueField field for elements other than objects
     * @param marks what tells elements apart
     */
    ElementRows(String valueField, ElementMarks marks, RowSchema schema) {
        this.valueField = valueField;
        this.marks = marks;
        this.fields = new FieldCopier(schema);
    }

    /**
     * The row of an element.
     *
     * @param around the objects around it, from the outermost
     * @param taken the field of each of them that contains the element, which is not copied
     * @param index of the element in its array
     * @param schema of the element; null if it has none
     */
    RowBuilder row(List<Object> around, List<String> taken, int index, Object element, @Nullable Schema schema) {
        RowBuilder row = fields.start(around.get(0));
        for (int i = 0; i < around.size(); i++) {
            String without = taken.get(i);
            fields.copy(around.get(i), name -> !name.equals(without), row);
        }
        if (element instanceof Struct || element instanceof Map) {
            fields.copy(element, name -> true, row);
        } else {
            fields.add(valueField, schema, element, row);
        }
        marks.add(element, around, index, row);
        return row;
    }
}

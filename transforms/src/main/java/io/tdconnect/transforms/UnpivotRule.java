// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.transforms.field.RowFields;
import io.tdconnect.transforms.row.MadeRows;
import io.tdconnect.transforms.row.RowBuilder;
import io.tdconnect.transforms.row.RowSchema;
import io.tdconnect.transforms.row.RowsRule;
import io.tdconnect.transforms.type.DataType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Makes a row of each metric of a row. */
final class UnpivotRule implements RowsRule {
    private final Set<String> metrics;
    private final Set<String> keep;
    private final String nameField;
    private final String valueField;
    private final @Nullable DataType type;
    private final RowFields fields = new RowFields(RowSchema.MAP);

    /** Of the two lists one may be empty: it then stands for all fields that the other does not name. */
    UnpivotRule(List<String> metrics, List<String> keep, String nameField, String valueField, @Nullable DataType type) {
        this.metrics = new LinkedHashSet<>(metrics);
        this.keep = new LinkedHashSet<>(keep);
        this.nameField = nameField;
        this.valueField = valueField;
        this.type = type;
    }

    @Override
    public void add(Object row, MadeRows rows) {
        if (!metrics.isEmpty()) {
            metrics.forEach(metric -> add(row, metric, rows));
        } else if (row instanceof Struct struct) {
            for (Field field : struct.schema().fields()) {
                addUnlessKept(row, field.name(), rows);
            }
        } else {
            ((Map<?, ?>) row).keySet().forEach(name -> addUnlessKept(row, String.valueOf(name), rows));
        }
    }

    private void addUnlessKept(Object row, String name, MadeRows rows) {
        if (!keep.contains(name)) {
            add(row, name, rows);
        }
    }

    private void add(Object row, String metric, MadeRows rows) {
        Object value = RowFields.direct(row, metric);
        if (value == null) {
            return;
        }
        RowBuilder built = fields.start(row);
        fields.copy(row, name -> keep.isEmpty() ? !metrics.contains(name) : keep.contains(name), built);
        built.add(nameField, Schema.OPTIONAL_STRING_SCHEMA, metric);
        Schema schema = RowFields.schema(row, metric);
        if (type == null) {
            built.add(valueField, schema, value);
        } else {
            built.add(valueField, type.schema(), converted(type, metric, value, schema));
        }
        rows.add(built);
    }

    private static Object converted(DataType type, String metric, Object value, @Nullable Schema schema) {
        try {
            return type.convert(value, schema);
        } catch (DataException e) {
            throw new DataException(
                    "Field " + metric + ": " + e.getMessage() + "; see the option " + Unpivot.VALUE_TYPE, e);
        }
    }
}

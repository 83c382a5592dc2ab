// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.record;

import io.tdconnect.common.type.ValueType;
import io.tdconnect.opcua.node.NodeInfo;
import io.tdconnect.opcua.value.ColumnSpec;
import io.tdconnect.opcua.value.JsonText;
import io.tdconnect.opcua.value.ScalarConversion;
import io.tdconnect.opcua.value.ScalarValues;
import io.tdconnect.opcua.value.UaValues;
import java.lang.reflect.Array;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.eclipse.milo.opcua.stack.core.types.UaStructuredType;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.jspecify.annotations.Nullable;

/** Makes fields of compound values: enumerations, arrays, matrices and structures. */
public final class CompoundFields {
    private static final String TEXT = "_text";

    private final RecordOptions options;
    private final UaValues values;

    public CompoundFields(RecordOptions options, UaValues values) {
        this.options = options;
        this.values = values;
    }

    /** Adds the number of an enumeration, its name, or both. */
    void enumeration(FieldBuffer fields, String name, NodeInfo info, @Nullable Integer number) {
        RecordOptions.EnumerationForm form = options.enumerations();
        if (form != RecordOptions.EnumerationForm.TEXT) {
            fields.addField(name, Schema.OPTIONAL_INT32_SCHEMA, number);
        }
        if (form != RecordOptions.EnumerationForm.NUMBER) {
            String text = number == null ? null : info.numbers().getOrDefault(number, String.valueOf(number));
            fields.addField(
                    form == RecordOptions.EnumerationForm.BOTH ? name + TEXT : name,
                    Schema.OPTIONAL_STRING_SCHEMA,
                    text);
        }
    }

    /**
     * Adds the fields of an array, a matrix or a structure.
     *
     * @param spec configured type of the column or of the elements; null without one
     * @throws DataException if the value cannot be decoded or converted
     */
    public void compound(FieldBuffer fields, String name, @Nullable ColumnSpec spec, Object value) {
        boolean array = ScalarValues.isArray(value);
        boolean text = spec != null && spec.type().isText();
        if (text
                || (array
                        ? options.arrays() == RecordOptions.ArrayForm.JSON
                        : options.structures() == RecordOptions.StructureForm.JSON)) {
            Schema schema = spec != null && text ? spec.schema() : Schema.OPTIONAL_STRING_SCHEMA;
            fields.addField(name, schema, JsonText.of(values.plain(value)));
        } else if (array && options.arrays() == RecordOptions.ArrayForm.COLUMNS) {
            elements(fields, name, spec, value instanceof Matrix matrix ? matrix.nestedArrayValue() : value);
        } else {
            SchemaAndValue connect = values.connect(value);
            if (connect != null) {
                fields.addField(name, connect.schema(), connect.value());
            }
        }
    }

    private void elements(FieldBuffer fields, String name, @Nullable ColumnSpec spec, @Nullable Object array) {
        for (int i = 0; array != null && i < Array.getLength(array); i++) {
            // In an array of variants each element has its own type.
            Object element = values.unwrapped(Array.get(array, i));
            String field = name + "_" + i;
            if (element != null && ScalarValues.isArray(element)) {
                elements(fields, field, spec, element instanceof Matrix matrix ? matrix.nestedArrayValue() : element);
            } else if (element instanceof UaStructuredType) {
                compound(fields, field, spec, element);
            } else {
                element(fields, field, spec, element, array.getClass().getComponentType());
            }
        }
    }

    private static void element(
            FieldBuffer fields, String name, @Nullable ColumnSpec spec, @Nullable Object element, Class<?> declared) {
        ValueType natural = ScalarValues.type(element == null ? declared : element.getClass());
        if (natural == null) {
            if (element != null) {
                throw new DataException("expected elements of a built-in type, found "
                        + element.getClass().getSimpleName());
            }
            return;
        }
        ColumnSpec target = spec == null ? ColumnSpec.of(natural) : spec;
        Object plain = element == null ? null : ScalarValues.of(element);
        fields.addField(name, target.schema(), plain == null ? null : ScalarConversion.convert(target, plain));
    }
}

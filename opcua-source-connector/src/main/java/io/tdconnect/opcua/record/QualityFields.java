// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.record;

import io.tdconnect.common.type.ValueType;
import io.tdconnect.opcua.layout.PointLayout;
import io.tdconnect.opcua.layout.TableColumn;
import io.tdconnect.opcua.value.ColumnSpec;
import io.tdconnect.opcua.value.QualityName;
import io.tdconnect.opcua.value.ScalarConversion;
import org.apache.kafka.connect.data.Schema;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.jspecify.annotations.Nullable;

/** Makes fields of status codes. */
final class QualityFields {
    private static final ColumnSpec CODE = ColumnSpec.of(ValueType.INT);

    private QualityFields() {}

    /** Adds the columns for quality in a layout. */
    static void add(FieldBuffer fields, PointLayout layout, StatusCode status, RecordOptions.QualityFormat format) {
        for (TableColumn column : layout.columns()) {
            if (column.role() == TableColumn.Role.QUALITY) {
                ColumnSpec spec = column.spec();
                if (spec != null && spec.type().isText()) {
                    fields.addField(column.name(), spec.schema(), QualityName.name(status));
                } else if (format == RecordOptions.QualityFormat.TEXT) {
                    fields.addField(column.name(), Schema.OPTIONAL_STRING_SCHEMA, QualityName.name(status));
                } else {
                    code(fields, column.name(), spec == null ? CODE : spec, status);
                    if (format == RecordOptions.QualityFormat.BOTH) {
                        fields.addField(
                                column.name() + "_text", Schema.OPTIONAL_STRING_SCHEMA, QualityName.name(status));
                    }
                }
            }
        }
    }

    private static void code(FieldBuffer fields, String name, ColumnSpec spec, StatusCode status) {
        long code = status.getValue();
        // Status codes have 32 bits, and in bad ones the highest is set: as an INT they are negative numbers.
        Object value = spec.type() == ValueType.INT ? (Object) (int) code : ScalarConversion.convert(spec, code);
        fields.addField(name, spec.schema(), value);
    }

    /** Adds the qualities of another value of the same row; of two in one column the worse is kept. */
    static void merge(FieldBuffer fields, FieldBuffer others) {
        fields.merge(others, QualityFields::rank);
    }

    /** The rank of a quality: bad codes are higher than uncertain ones, which are higher than good ones. */
    private static long rank(@Nullable Object quality) {
        if (quality instanceof Integer code) {
            return Integer.toUnsignedLong(code);
        }
        if (quality instanceof Number code) {
            return code.longValue();
        }
        String name = String.valueOf(quality);
        return name.startsWith("Bad") ? 2 : name.startsWith("Uncertain") ? 1 : 0;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.taosx;

import io.tdconnect.common.record.DeclaredType;
import io.tdconnect.common.type.TypeSpec;
import io.tdconnect.common.type.ValueType;
import io.tdconnect.transforms.field.FieldChoice;
import io.tdconnect.transforms.field.FieldList;
import io.tdconnect.transforms.rule.ComputedField;
import io.tdconnect.transforms.type.ColumnDataType;
import io.tdconnect.transforms.type.DataType;
import io.tdconnect.transforms.type.TimestampType;
import java.time.ZoneId;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Types of parser documents, which are those of columns that have to be there, also where all their values are null. */
final class TaosxTypes {
    private static final ColumnDataType TEXT = new ColumnDataType(
            TypeSpec.of(ValueType.VARCHAR), DeclaredType.schema(Schema.Type.STRING, ValueType.VARCHAR.sql()));

    private TaosxTypes() {}

    /** The type with a schema that tells it: that of text without a length tells the sink nothing. */
    static @Nullable DataType declared(@Nullable DataType type) {
        boolean text = type instanceof ColumnDataType column && column.spec().equals(TEXT.spec());
        return text ? TEXT : type;
    }

    /** The type with a zone for times of text without an offset, null to leave it. */
    static @Nullable DataType inZone(@Nullable DataType type, @Nullable ZoneId zone) {
        return zone != null && type instanceof TimestampType time ? time.inZone(zone) : type;
    }

    /** The same field, whose times of text without an offset are in a zone, if there is one. */
    static ComputedField inZone(ComputedField field, @Nullable ZoneId zone) {
        return new ComputedField(
                field.name(),
                field.calculation(),
                field.values(),
                field.fallback(),
                declared(inZone(field.type(), zone)));
    }

    /** The same fields with types that are declared. */
    static FieldList declared(FieldList fields) {
        return new FieldList(
                fields.choices().stream()
                        .map(field ->
                                new FieldChoice(field.path(), field.alias(), declared(field.type()), field.fallback()))
                        .toList(),
                fields.rest());
    }
}

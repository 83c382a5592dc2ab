// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.taosx;

import io.tdconnect.common.record.DeclaredType;
import io.tdconnect.common.type.ColumnDataType;
import io.tdconnect.common.type.DataType;
import io.tdconnect.common.type.TimestampType;
import io.tdconnect.common.type.TypeSpec;
import io.tdconnect.common.type.ValueType;
import io.tdconnect.transforms.field.FieldList;
import io.tdconnect.transforms.rule.ComputedField;
import java.time.ZoneId;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Types of parser documents. A parser document defines its columns, so each has a declared type even if all values are
 * null.
 */
final class TaosxTypes {
    private static final ColumnDataType TEXT = new ColumnDataType(
            TypeSpec.of(ValueType.VARCHAR), DeclaredType.schema(Schema.Type.STRING, ValueType.VARCHAR.sql()));

    private TaosxTypes() {}

    /** The type with a schema that declares it; the schema of text without a length does not determine a column type. */
    static @Nullable DataType declared(@Nullable DataType type) {
        boolean text = type instanceof ColumnDataType column && column.spec().equals(TEXT.spec());
        return text ? TEXT : type;
    }

    /** The type with a zone for times in text without an offset; unchanged if the zone is null. */
    static @Nullable DataType inZone(@Nullable DataType type, @Nullable ZoneId zone) {
        return zone != null && type instanceof TimestampType time ? time.inZone(zone) : type;
    }

    /** The same field with a zone for times in text without an offset; unchanged if the zone is null. */
    static ComputedField inZone(ComputedField field, @Nullable ZoneId zone) {
        return new ComputedField(
                field.name(),
                field.calculation(),
                field.values(),
                field.fallback(),
                declared(inZone(field.type(), zone)));
    }

    /** The same fields with declared types. */
    static FieldList declared(FieldList fields) {
        return new FieldList(
                fields.choices().stream()
                        .map(field -> field.withType(declared(field.type())))
                        .toList(),
                fields.rest());
    }
}

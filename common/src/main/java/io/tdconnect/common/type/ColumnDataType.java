// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.type;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** A type whose conversion is the same in the whole suite. */
public record ColumnDataType(TypeSpec spec, Schema schema) implements DataType {
    ColumnDataType(TypeSpec spec) {
        this(spec, spec.schema());
    }

    @Override
    public Object convert(Object value, @Nullable Schema from) {
        return spec.convert(ValueConversion.plain(spec.type(), value, from));
    }

    @Override
    public boolean exact() {
        ValueType type = spec.type();
        return type.isWhole() || type == ValueType.BIGINT_UNSIGNED || type == ValueType.DECIMAL;
    }

    @Override
    public boolean text() {
        return spec.type().isText();
    }

    @Override
    public boolean takesBytes() {
        return switch (spec.type()) {
            case VARCHAR, NCHAR, JSON, VARBINARY, GEOMETRY, BLOB -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return spec.sql();
    }
}

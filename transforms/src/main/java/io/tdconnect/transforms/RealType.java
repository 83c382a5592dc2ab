// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** A binary floating point number, rounded to the nearest. */
record RealType(String name, boolean wide) implements DataType {
    @Override
    public Object convert(Object value, @Nullable Schema ignored) {
        double number = value instanceof Double || value instanceof Float || value instanceof Long
                ? ((Number) value).doubleValue()
                : Numbers.exact(value, this).doubleValue();
        float narrow = (float) number;
        if (wide ? !Double.isFinite(number) : !Float.isFinite(narrow)) {
            throw Numbers.unfit(value, this);
        }
        return wide ? (Object) number : (Object) narrow;
    }

    @Override
    public Schema schema() {
        return wide ? Schema.OPTIONAL_FLOAT64_SCHEMA : Schema.OPTIONAL_FLOAT32_SCHEMA;
    }

    @Override
    public String toString() {
        return name;
    }
}

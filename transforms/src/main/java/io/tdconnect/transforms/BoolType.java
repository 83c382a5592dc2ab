// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** True or false; also as text, or as 1 or 0. */
record BoolType() implements DataType {
    @Override
    public Object convert(Object value, @Nullable Schema ignored) {
        if (value instanceof Boolean) {
            return value;
        }
        String text = value.toString();
        if ("true".equalsIgnoreCase(text) || "1".equals(text)) {
            return true;
        }
        if ("false".equalsIgnoreCase(text) || "0".equals(text)) {
            return false;
        }
        throw Numbers.unfit(value, this);
    }

    @Override
    public Schema schema() {
        return Schema.OPTIONAL_BOOLEAN_SCHEMA;
    }

    @Override
    public String toString() {
        return "BOOL (true, false, 1 or 0)";
    }
}

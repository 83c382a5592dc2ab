// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** A whole number of up to 64 bits. */
record WholeType(String name, long min, long max, Schema schema) implements DataType {
    @Override
    public Object convert(Object value, @Nullable Schema ignored) {
        long number = value instanceof Long whole ? whole : number(value);
        if (number < min || number > max) {
            throw Numbers.unfit(value, this);
        }
        return switch (schema.type()) {
            case INT8 -> (byte) number;
            case INT16 -> (short) number;
            case INT32 -> (int) number;
            default -> number;
        };
    }

    private long number(Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        try {
            return Numbers.exact(value, this).longValueExact();
        } catch (ArithmeticException e) {
            throw Numbers.unfit(value, this);
        }
    }

    @Override
    public boolean exact() {
        return true;
    }

    @Override
    public String toString() {
        return name + " (" + min + " to " + max + ")";
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * One row of a record: the values of its fields in the order of its shape, and the subtable it goes to.
 *
 * <p>Numbers are copied out of their objects while these are at hand: the thread that binds them finds the copies together,
 * where the objects lie all over the heap.
 */
final class Row {
    // By the sizes of the objects: a SinkRecord with its headers, the Map, and an entry with a boxed value.
    private static final int RECORD_BYTES = 400;
    private static final int FIELD_BYTES = 64;
    private static final Object LONG = new Object();
    private static final Object DOUBLE = new Object();

    final SinkRecord origin;
    final RowShape shape;
    final String table;
    private final @Nullable Object[] values;
    /** The bits of those whose value is {@link #LONG} or {@link #DOUBLE}. */
    private final long[] numbers;

    private final long textBytes;

    /** @param values belong to the row from now on */
    Row(SinkRecord origin, RowShape shape, String table, @Nullable Object[] values) {
        this.origin = origin;
        this.shape = shape;
        this.table = table;
        this.values = values;
        numbers = new long[values.length];
        long bytes = 0;
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof String text) {
                bytes += text.length();
            } else if (value instanceof Long number) {
                numbers[i] = number;
                values[i] = LONG;
            } else if (value instanceof Double number) {
                numbers[i] = Double.doubleToRawLongBits(number);
                values[i] = DOUBLE;
            } else if (value instanceof byte[] binary) {
                bytes += binary.length;
            }
        }
        textBytes = bytes;
    }

    @Nullable
    Object value(int field) {
        Object value = values[field];
        if (value == LONG) {
            return numbers[field];
        }
        return value == DOUBLE ? (Object) Double.longBitsToDouble(numbers[field]) : value;
    }

    /** About how many bytes of memory it takes together with its record. */
    long estimatedBytes() {
        return RECORD_BYTES + (long) values.length * FIELD_BYTES + textBytes;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.row;

import io.tdconnect.tdengine.sink.delivery.RowArena;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** One row of a record: the values of its fields in the order of its shape, and the name of its table. */
public final class Row {
    /** Replaces a Long whose bits are stored separately. */
    public static final Object LONG = new Object();
    /** Replaces a Double whose bits are stored separately. */
    public static final Object DOUBLE = new Object();

    private static final long[] NO_BITS = {};

    public final SinkRecord origin;
    public final RowShape shape;
    public final String table;
    private final @Nullable Object[] values;
    /** The bits of values that are {@link #LONG} or {@link #DOUBLE}, at the same index. */
    private final long[] bits;

    private final int begin;

    /** @param values not copied */
    public Row(SinkRecord origin, RowShape shape, String table, @Nullable Object[] values) {
        this(origin, shape, table, values, NO_BITS, 0);
    }

    /**
     * A row of a {@link RowArena}.
     *
     * @param begin index of the row's first value and bits
     */
    public Row(SinkRecord origin, RowShape shape, String table, @Nullable Object[] values, long[] bits, int begin) {
        this.origin = origin;
        this.shape = shape;
        this.table = table;
        this.values = values;
        this.bits = bits;
        this.begin = begin;
    }

    @Nullable
    public Object value(int field) {
        Object value = values[begin + field];
        if (value == LONG) {
            return bits[begin + field];
        }
        return value == DOUBLE ? (Object) Double.longBitsToDouble(bits[begin + field]) : value;
    }

    /** Whether a field's value is stored as {@link #bits} of this kind. */
    public boolean holds(int field, @Nullable Object kind) {
        return values[begin + field] == kind && kind != null;
    }

    /** The bits of a value that {@link #LONG} or {@link #DOUBLE} replaces. */
    public long bits(int field) {
        return bits[begin + field];
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** One row of a record: the values of its fields in the order of its shape, and the subtable it goes to. */
final class Row {
    // By the sizes of the objects: a SinkRecord with its headers, the Map, and an entry with a boxed value.
    private static final int RECORD_BYTES = 400;
    private static final int FIELD_BYTES = 64;

    final SinkRecord origin;
    final RowShape shape;
    final String table;
    private final @Nullable Object[] values;

    Row(SinkRecord origin, RowShape shape, String table, @Nullable Object[] values) {
        this.origin = origin;
        this.shape = shape;
        this.table = table;
        this.values = values;
    }

    @Nullable
    Object value(int field) {
        return values[field];
    }

    /** About how many bytes of memory it takes together with its record. */
    long estimatedBytes() {
        long bytes = RECORD_BYTES + (long) values.length * FIELD_BYTES;
        for (Object value : values) {
            if (value instanceof String text) {
                bytes += text.length();
            } else if (value instanceof byte[] binary) {
                bytes += binary.length;
            }
        }
        return bytes;
    }
}

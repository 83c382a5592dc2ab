// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** One row of a record: the values of its fields in the order of its shape, and the subtable it goes to. */
final class Row {
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
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.delivery;

import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.row.RowShape;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Rows stored one behind the other in flat arrays.
 *
 * <p>The objects of records are scattered over the heap, and reading them again costs more than all other work on a row.
 * So numbers are copied out of their objects while these are in the cache, and the thread that binds the rows reads
 * memory sequentially.
 */
public final class RowArena {
    // Estimated sizes of a SinkRecord with its headers and Map, and of an entry with a boxed value.
    private static final int RECORD_BYTES = 400;
    private static final int FIELD_BYTES = 64;

    private final SinkRecord[] origins;
    private final RowShape[] shapes;
    private final String[] tables;
    private final @Nullable Object[] values;
    private final long[] bits;
    private int rows;
    private int cells;

    /**
     * An empty arena.
     *
     * @param cells how many values it can store, at least those of one row
     * @param fields how many fields most of its rows have
     */
    RowArena(int cells, int fields) {
        int capacity = Math.max(cells, fields);
        int most = capacity / Math.max(1, fields);
        origins = new SinkRecord[most];
        shapes = new RowShape[most];
        tables = new String[most];
        values = new @Nullable Object[capacity];
        bits = new long[capacity];
    }

    boolean hasRoomFor(Row row) {
        return rows < origins.length && cells + row.shape.fields() <= values.length;
    }

    /** Copies a row, and returns its estimated size in memory together with its record. */
    long addRow(Row row) {
        origins[rows] = row.origin;
        shapes[rows] = row.shape;
        tables[rows++] = row.table;
        int fields = row.shape.fields();
        long bytes = RECORD_BYTES + (long) fields * FIELD_BYTES;
        for (int field = 0; field < fields; field++) {
            bytes += add(row.value(field));
        }
        return bytes;
    }

    private long add(@Nullable Object value) {
        int cell = cells++;
        if (value instanceof Long number) {
            values[cell] = Row.LONG;
            bits[cell] = number;
            return 0;
        }
        if (value instanceof Double number) {
            values[cell] = Row.DOUBLE;
            bits[cell] = Double.doubleToRawLongBits(number);
            return 0;
        }
        values[cell] = value;
        return value instanceof String text ? text.length() : value instanceof byte[] binary ? binary.length : 0;
    }

    /** Appends the rows to a list. */
    void addTo(List<Row> list) {
        int begin = 0;
        for (int row = 0; row < rows; row++) {
            list.add(new Row(origins[row], shapes[row], tables[row], values, bits, begin));
            begin += shapes[row].fields();
        }
    }
}

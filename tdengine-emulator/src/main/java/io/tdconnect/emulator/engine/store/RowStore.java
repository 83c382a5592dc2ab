// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.store;

import io.tdconnect.emulator.engine.value.Cells;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of one table in the order of their keys; times are stored apart from the vectors. */
public final class RowStore {
    private static final int FIRST_CAPACITY = 8;

    private final Schema schema;
    private long[] times = new long[FIRST_CAPACITY];
    private int[] slots = new int[FIRST_CAPACITY];
    private int size;
    private int nextSlot;
    private @Nullable Vector[] vectors = {};

    RowStore(Schema schema) {
        this.schema = schema;
    }

    public int size() {
        return size;
    }

    public long time(int index) {
        return times[index];
    }

    @Nullable
    public Object value(int index, Definition column) {
        if (column.id() == schema.time().id()) {
            return times[index];
        }
        Vector vector = column.id() < vectors.length ? vectors[column.id()] : null;
        return vector == null ? null : vector.get(slots[index]);
    }

    /** The index of the first row at or after this time. */
    public int lowerBound(long time) {
        if (size == 0 || times[size - 1] < time) {
            return size;
        }
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    public void remove(int from, int to) {
        System.arraycopy(times, to, times, from, size - to);
        System.arraycopy(slots, to, slots, from, size - to);
        size -= to - from;
    }

    /** Writes rows and returns the number of different keys. */
    public int write(Batch batch) {
        List<Definition> columns = batch.columns();
        int timeAt = columns.indexOf(schema.time());
        Definition key = schema.key();
        int keyAt = key == null ? -1 : columns.indexOf(key);
        @Nullable Object[] allTimes = batch.values().get(timeAt);
        Vector[] targets = new Vector[columns.size()];
        for (int c = 0; c < targets.length; c++) {
            targets[c] = vector(columns.get(c));
        }
        Set<Integer> written = keyAt < 0 && ascending(allTimes) ? null : new HashSet<>();
        for (int row = 0; row < batch.rows(); row++) {
            Object keyValue = keyAt < 0 ? null : batch.values().get(keyAt)[row];
            int slot = slot(longAt(allTimes, row), keyValue, key);
            // Among rows with the same key in one statement, a value wins over NULL.
            boolean again = written != null && !written.add(slot);
            for (int c = 0; c < targets.length; c++) {
                Object value = batch.values().get(c)[row];
                if (c != timeAt && !(again && value == null)) {
                    targets[c].set(slot, value);
                }
            }
        }
        return written == null ? batch.rows() : written.size();
    }

    private static long longAt(@Nullable Object[] values, int row) {
        Object value = values[row];
        return value == null ? 0 : (Long) value;
    }

    /** Whether each time is later than the one before. */
    static boolean ascending(@Nullable Object[] times) {
        for (int row = 1; row < times.length; row++) {
            if (longAt(times, row) <= longAt(times, row - 1)) {
                return false;
            }
        }
        return true;
    }

    private Vector vector(Definition column) {
        if (column.id() >= vectors.length) {
            vectors = Arrays.copyOf(
                    vectors, Math.max(column.id() + 1, schema.columns().size()));
        }
        Vector vector = vectors[column.id()];
        if (vector == null) {
            vector = Vector.of(column.type());
            vectors[column.id()] = vector;
        }
        return vector;
    }

    private int slot(long time, @Nullable Object keyValue, @Nullable Definition key) {
        int index = lowerBound(time);
        if (key == null) {
            return index < size && times[index] == time ? slots[index] : insert(index, time);
        }
        while (index < size && times[index] == time) {
            int order = Cells.compare(value(index, key), keyValue);
            if (order == 0) {
                return slots[index];
            }
            if (order > 0) {
                break;
            }
            index++;
        }
        return insert(index, time);
    }

    private int insert(int index, long time) {
        if (size == times.length) {
            int capacity = size + (size >> 1);
            times = Arrays.copyOf(times, capacity);
            slots = Arrays.copyOf(slots, capacity);
        }
        if (index < size) {
            System.arraycopy(times, index, times, index + 1, size - index);
            System.arraycopy(slots, index, slots, index + 1, size - index);
        }
        times[index] = time;
        slots[index] = nextSlot;
        size++;
        return nextSlot++;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.store;

import io.tdconnect.emulator.engine.value.ColumnType;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The values of one column of one table, by slot; a slot that was never set is null. */
abstract class Vector {
    private static final int FIRST_CAPACITY = 8;

    private final BitSet present = new BitSet();
    private int capacity;

    static Vector of(ColumnType type) {
        return switch (type) {
            case BOOL, TINYINT -> new Bytes(type == ColumnType.BOOL);
            case SMALLINT, UTINYINT -> new Shorts();
            case INT, USMALLINT -> new Ints();
            case BIGINT, TIMESTAMP, UINT -> new Longs();
            case FLOAT -> new Floats();
            case DOUBLE -> new Doubles();
            default -> new Objects();
        };
    }

    final @Nullable Object get(int slot) {
        return present.get(slot) ? read(slot) : null;
    }

    final void set(int slot, @Nullable Object value) {
        if (value == null) {
            present.clear(slot);
            return;
        }
        if (slot >= capacity) {
            capacity = Math.max(Math.max(FIRST_CAPACITY, slot + 1), capacity + (capacity >> 1));
            grow(capacity);
        }
        present.set(slot);
        write(slot, value);
    }

    abstract Object read(int slot);

    abstract void write(int slot, Object value);

    abstract void grow(int newCapacity);

    private static final class Bytes extends Vector {
        private final boolean bool;
        private byte[] values = {};

        Bytes(boolean bool) {
            this.bool = bool;
        }

        @Override
        Object read(int slot) {
            return bool ? (Object) (values[slot] != 0) : (Object) values[slot];
        }

        @Override
        void write(int slot, Object value) {
            values[slot] = value instanceof Boolean flag ? (byte) (flag ? 1 : 0) : (Byte) value;
        }

        @Override
        void grow(int newCapacity) {
            values = Arrays.copyOf(values, newCapacity);
        }
    }

    private static final class Shorts extends Vector {
        private short[] values = {};

        @Override
        Object read(int slot) {
            return values[slot];
        }

        @Override
        void write(int slot, Object value) {
            values[slot] = (Short) value;
        }

        @Override
        void grow(int newCapacity) {
            values = Arrays.copyOf(values, newCapacity);
        }
    }

    private static final class Ints extends Vector {
        private int[] values = {};

        @Override
        Object read(int slot) {
            return values[slot];
        }

        @Override
        void write(int slot, Object value) {
            values[slot] = (Integer) value;
        }

        @Override
        void grow(int newCapacity) {
            values = Arrays.copyOf(values, newCapacity);
        }
    }

    private static final class Longs extends Vector {
        private long[] values = {};

        @Override
        Object read(int slot) {
            return values[slot];
        }

        @Override
        void write(int slot, Object value) {
            values[slot] = (Long) value;
        }

        @Override
        void grow(int newCapacity) {
            values = Arrays.copyOf(values, newCapacity);
        }
    }

    private static final class Floats extends Vector {
        private float[] values = {};

        @Override
        Object read(int slot) {
            return values[slot];
        }

        @Override
        void write(int slot, Object value) {
            values[slot] = (Float) value;
        }

        @Override
        void grow(int newCapacity) {
            values = Arrays.copyOf(values, newCapacity);
        }
    }

    private static final class Doubles extends Vector {
        private double[] values = {};

        @Override
        Object read(int slot) {
            return values[slot];
        }

        @Override
        void write(int slot, Object value) {
            values[slot] = (Double) value;
        }

        @Override
        void grow(int newCapacity) {
            values = Arrays.copyOf(values, newCapacity);
        }
    }

    private static final class Objects extends Vector {
        private Object[] values = {};

        @Override
        Object read(int slot) {
            return values[slot];
        }

        @Override
        void write(int slot, Object value) {
            values[slot] = value;
        }

        @Override
        void grow(int newCapacity) {
            values = Arrays.copyOf(values, newCapacity);
        }
    }
}

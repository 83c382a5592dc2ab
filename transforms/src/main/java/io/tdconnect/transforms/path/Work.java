// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.path;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Bounds what a path costs in one row, since others choose what is in it. */
final class Work {
    /** The most values that a path may look at, also those that its conditions look at again. */
    static final int MAX_STEPS = 10_000_000;

    /** The most characters of the places of all values in a row: the library writes out each one that it passes. */
    static final long MAX_PLACE_CHARACTERS = 100_000_000;

    private static final int BRACKETS = 4;

    private long steps;

    /** More than {@link #MAX_STEPS}. */
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMuch() {
            super("too many steps", null, false, false);
        }
    }

    /** @throws TooMuch if these are more than are allowed */
    void add(int more) {
        steps += more;
        if (steps > MAX_STEPS) {
            throw new TooMuch();
        }
    }

    /** @throws DataException if the places in a row are longer than {@link #MAX_PLACE_CHARACTERS} together */
    static void requireShortPlaces(Object row, String path) {
        if (places(row, 0, 0) > MAX_PLACE_CHARACTERS) {
            throw new DataException("Expected a row with shorter names around its values for the path " + path
                    + ", found places of more than " + MAX_PLACE_CHARACTERS + " characters together");
        }
    }

    private static long places(@Nullable Object value, long length, long before) {
        long sum = before + length;
        if (sum > MAX_PLACE_CHARACTERS) {
            return sum;
        }
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                sum = places(
                        entry.getValue(), length + entry.getKey().toString().length() + BRACKETS, sum);
            }
        } else if (value instanceof List<?> list) {
            for (Object element : list) {
                sum = places(element, length + BRACKETS, sum);
            }
        } else if (value instanceof Struct struct) {
            for (Field field : struct.schema().fields()) {
                sum = places(struct.get(field), length + field.name().length() + BRACKETS, sum);
            }
        }
        return sum;
    }
}

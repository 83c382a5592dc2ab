// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.record;

import io.tdconnect.influxdb.client.FieldType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A field of records and the columns of the answer that supply its value.
 *
 * @param name in InfluxDB, with a suffix if each type has a field of its own
 * @param type of its values
 * @param ownType whether it only contains values of its type, because each type has a field of its own
 * @param firstColumn index of its first column in an answer
 * @param columnTypes types that the query asks for, one column each
 */
record OutputField(String name, FieldType type, boolean ownType, int firstColumn, List<FieldType> columnTypes) {
    OutputField {
        columnTypes = List.copyOf(columnTypes);
    }

    Schema schema() {
        return type.schema();
    }

    /** The value in a row of an answer; null if the point has no value, or one that belongs to the field of another type. */
    @Nullable
    Object value(@Nullable Object[] row) {
        if (columnTypes.size() == 1) {
            return converted(row[firstColumn]);
        }
        Object stored = stored(row);
        if (stored == null || (ownType && !type.holds(stored))) {
            return null;
        }
        return switch (type) {
            case STRING -> stored.toString();
            case FLOAT -> number(stored).doubleValue();
            default -> converted(stored);
        };
    }

    /** The server converts a number to each type in the query; a whole number counts as an integer. */
    private @Nullable Object stored(@Nullable Object[] row) {
        Object found = null;
        for (int i = 0; i < columnTypes.size(); i++) {
            Object value = row[firstColumn + i];
            if (value != null && (found == null || sameNumber(found, value))) {
                found = value;
            }
        }
        return found;
    }

    private static boolean sameNumber(Object wide, Object whole) {
        return wide instanceof Double real
                && (whole instanceof Long || whole instanceof BigInteger)
                && ((Number) whole).doubleValue() == real;
    }

    private @Nullable Object converted(@Nullable Object value) {
        if (type != FieldType.UNSIGNED || value == null) {
            return value;
        }
        return value instanceof BigInteger large
                ? new BigDecimal(large)
                : BigDecimal.valueOf(number(value).longValue());
    }

    private Number number(Object value) {
        if (value instanceof Number number) {
            return number;
        }
        throw new DataException("Expected a number in the field " + name + " as the server declares it, found "
                + value.getClass().getSimpleName());
    }
}

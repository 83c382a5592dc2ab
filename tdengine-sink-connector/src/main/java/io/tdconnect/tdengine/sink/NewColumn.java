// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.record.CompositeKey;
import io.tdconnect.common.record.DeclaredType;
import io.tdconnect.tdengine.CellConverter;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Chooses the type of a column that has to be created, from the schema of its field or else from its values. */
final class NewColumn {
    /** Longest VARCHAR and VARBINARY, in bytes. */
    static final int MAX_BYTES = 65_517;
    /** Longest NCHAR, in characters. */
    static final int MAX_CHARACTERS = 16_379;

    private static final Pattern LENGTH = Pattern.compile("\\((\\d{1,5})\\)");
    private static final int SMALLEST_STEP = 16;
    private static final int EXACT_FROM = 1024;

    private NewColumn() {}

    /**
     * The column for a field of these rows; null if all its values are null and it has no schema that tells.
     *
     * @throws DataException if no column can hold such values
     */
    static @Nullable Column of(RowShape shape, int field, List<Row> rows) {
        Schema schema = shape.schema(field);
        String name = shape.names.get(field);
        ColumnType declared = shape.type(field);
        if (declared == null && schema != null) {
            declared = ofSchema(name, schema);
        }
        ColumnType type = declared;
        int declaredLength = declaredLength(schema);
        int length = 0;
        boolean ascii = true;
        for (Row row : rows) {
            Object value = row.value(field);
            if (value != null) {
                type = declared != null ? declared : wider(type, ofValue(name, value));
                byte[] text = bytes(value);
                ascii &= CellConverter.length(ColumnType.NCHAR, text) == text.length;
                length = Math.max(length, declaredLength < 0 ? text.length : CellConverter.length(type, text));
            }
        }
        if (type == null) {
            return null;
        }
        if (type == ColumnType.VARCHAR && declared == null && !ascii) {
            type = ColumnType.NCHAR;
        }
        boolean key = CompositeKey.isMarked(schema);
        if (!type.hasLength()) {
            return new Column(name, type, type.width(), key);
        }
        return new Column(name, type, declaredLength >= length ? declaredLength : step(shape, type, length), key);
    }

    /** The length to give a column of these rows for text of this length, not more than the type allows. */
    static int step(RowShape shape, ColumnType type, int length) {
        return shape.isSchemaless() ? Math.min(schemalessStep(length), longest(type)) : step(type, length);
    }

    /** The least of the lengths 16, 64, 256, 1024, … that is enough, but not more than the type allows. */
    static int step(ColumnType type, int length) {
        int step = SMALLEST_STEP;
        while (step < length) {
            step *= 4;
        }
        return Math.min(step, longest(type));
    }

    /** What the server chooses for schemaless text: the least power of two above the length; from 1024 on the length. */
    private static int schemalessStep(int length) {
        return length >= EXACT_FROM ? length : Math.max(1, Integer.highestOneBit(length) * 2);
    }

    private static int longest(ColumnType type) {
        return type == ColumnType.NCHAR ? MAX_CHARACTERS : MAX_BYTES;
    }

    /** The length in a declared type such as NCHAR(20), -1 if there is none. */
    private static int declaredLength(@Nullable Schema schema) {
        String declared = schema == null ? null : DeclaredType.of(schema);
        Matcher length = LENGTH.matcher(declared == null ? "" : declared);
        return length.find() ? Integer.parseInt(length.group(1)) : -1;
    }

    private static @Nullable ColumnType ofSchema(String name, Schema schema) {
        try {
            return ColumnType.of(schema);
        } catch (DataException e) {
            throw unsuitable(name, e);
        }
    }

    private static ColumnType ofValue(String name, Object value) {
        if (value instanceof Boolean) {
            return ColumnType.BOOL;
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ColumnType.BIGINT;
        }
        if (value instanceof BigInteger whole) {
            return ofWhole(whole);
        }
        if (value instanceof BigDecimal decimal && decimal.scale() == 0) {
            return ofWhole(decimal.unscaledValue());
        }
        if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
            return ColumnType.DOUBLE;
        }
        if (value instanceof String) {
            return ColumnType.VARCHAR;
        }
        if (value instanceof byte[] || value instanceof ByteBuffer) {
            return ColumnType.VARBINARY;
        }
        if (value instanceof Date) {
            return ColumnType.TIMESTAMP;
        }
        throw unsuitable(name, null);
    }

    private static ColumnType ofWhole(BigInteger whole) {
        if (whole.bitLength() < Long.SIZE) {
            return ColumnType.BIGINT;
        }
        return whole.signum() > 0 && whole.bitLength() == Long.SIZE ? ColumnType.BIGINT_UNSIGNED : ColumnType.DOUBLE;
    }

    private static ColumnType wider(@Nullable ColumnType before, ColumnType now) {
        if (before == null || before == now) {
            return now;
        }
        boolean bothNumbers = isNumber(before) && isNumber(now);
        if (bothNumbers && (before == ColumnType.DOUBLE || now == ColumnType.DOUBLE)) {
            return ColumnType.DOUBLE;
        }
        return bothNumbers ? ColumnType.BIGINT_UNSIGNED : ColumnType.VARCHAR;
    }

    private static boolean isNumber(ColumnType type) {
        return type == ColumnType.BIGINT || type == ColumnType.BIGINT_UNSIGNED || type == ColumnType.DOUBLE;
    }

    private static byte[] bytes(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof ByteBuffer buffer) {
            return new byte[buffer.remaining()];
        }
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static DataException unsuitable(String name, @Nullable Exception cause) {
        return new DataException("Field " + name + ": expected text, a number, a boolean, a time or bytes", cause);
    }
}

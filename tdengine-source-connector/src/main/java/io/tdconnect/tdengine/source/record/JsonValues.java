// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.record;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.tdconnect.common.json.JsonBytes;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as JSON text: the output of JsonConverter for their structs with {@code schemas.enable=false} and
 * {@code decimal.format=NUMERIC}, in a third of the processor time. Two things differ: characters beyond the first 65,536
 * are not escaped, and a DECIMAL is text, since readers take a number with a point for a double. For use by one thread.
 */
public final class JsonValues implements RowValues {
    private static final int FIRST_LENGTH = 512;

    private final List<Field> fields;
    private final byte[][] names;
    private final boolean[] decimals;
    private final boolean list;
    private final @Nullable Object[] last;
    private final int[] starts;
    private final int[] lengths;
    private int lastLength = FIRST_LENGTH;

    /** Rows with these fields; {@code list} for an array of objects. */
    public JsonValues(RowShape shape, boolean list) {
        this.list = list;
        fields = shape.fields();
        names = fields.stream().map(JsonValues::name).toArray(byte[][]::new);
        decimals = new boolean[names.length];
        for (int i = 0; i < decimals.length; i++) {
            decimals[i] = shape.isDecimal(i);
        }
        last = new @Nullable Object[names.length];
        starts = new int[names.length];
        lengths = new int[names.length];
    }

    /** The name with the characters before and after it. */
    private static byte[] name(Field field) {
        JsonBytes name = new JsonBytes();
        name.add(field.index() == 0 ? '{' : ',');
        name.addText(field.name());
        name.add(':');
        return name.copy();
    }

    @Override
    public Schema schema() {
        return Schema.STRING_SCHEMA;
    }

    @Override
    public Object of(List<@Nullable Object[]> rows) {
        // The next value probably has a similar length.
        JsonBytes json = new JsonBytes(lastLength + lastLength / 8);
        Arrays.fill(last, null);
        if (list) {
            json.add('[');
        }
        for (int i = 0; i < rows.size(); i++) {
            if (i > 0) {
                json.add(',');
            }
            writeRow(json, rows.get(i));
        }
        if (list) {
            json.add(']');
        }
        lastLength = json.size();
        return json.text();
    }

    @SuppressWarnings("ReferenceEquality") // Tags are the same objects in all rows; other values are written again.
    private void writeRow(JsonBytes json, @Nullable Object[] row) {
        for (int i = 0; i < names.length; i++) {
            Object value = row[i];
            json.add(names[i]);
            if (value == null) {
                json.addNull();
            } else if (value == last[i]) {
                json.repeat(starts[i], lengths[i]);
            } else {
                starts[i] = json.size();
                writeValue(json, value, decimals[i]);
                lengths[i] = json.size() - starts[i];
                last[i] = value;
            }
        }
        json.add('}');
    }

    private static void writeValue(JsonBytes json, Object value, boolean decimal) {
        if (value instanceof Double real) {
            if (!json.addFewPlaces(real)) {
                writeReal(json, real);
            }
        } else if (value instanceof Float real) {
            json.addNumber(real.floatValue());
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            json.addNumber(((Number) value).longValue());
        } else if (value instanceof byte[] bytes) {
            json.addBase64(bytes);
        } else if (value instanceof String text) {
            json.addText(text);
        } else if (decimal) {
            json.addText(((BigDecimal) value).toPlainString());
        } else {
            // Boolean, and BigDecimal without an exponent.
            json.addPlain(value.toString());
        }
    }

    private static void writeReal(JsonBytes json, double number) {
        if (Double.isFinite(number)) {
            // Takes a third of the time of Double.toString.
            json.addPlain(NumberOutput.toString(number, true));
        } else {
            json.addText(Double.toString(number));
        }
    }
}

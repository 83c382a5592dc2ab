// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.row;

import io.tdconnect.common.json.JsonBytes;
import io.tdconnect.common.type.PlainDecimal;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Date;
import java.util.Iterator;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Writes values of records as JSON: times as ISO-8601, bytes as Base64, what JSON has no number for as null. */
final class JsonText {
    private final JsonBytes json = new JsonBytes();
    private int depth;

    private JsonText() {}

    /**
     * The JSON of a value.
     *
     * @throws DataException if it is nested too deep, or has a number with a large exponent
     */
    static String of(@Nullable Object value) {
        JsonText text = new JsonText();
        text.append(value);
        return text.json.text();
    }

    private void append(@Nullable Object value) {
        if (value instanceof Map || value instanceof Struct || value instanceof Collection) {
            if (++depth > Flattener.MAX_DEPTH) {
                throw Flattener.tooDeep();
            }
            nested(value);
            depth--;
        } else if (value == null || isNoNumber(value)) {
            json.addNull();
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof Boolean) {
            json.addPlain(value.toString());
        } else {
            text(value);
        }
    }

    private static boolean isNoNumber(Object value) {
        return (value instanceof Double || value instanceof Float) && !Double.isFinite(((Number) value).doubleValue());
    }

    private void nested(Object value) {
        if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof Struct struct) {
            object(struct);
        } else if (value instanceof Collection<?> list) {
            array(list);
        }
    }

    private void number(Number value) {
        if (value instanceof Double number) {
            json.addNumber((double) number);
        } else if (value instanceof Float number) {
            json.addNumber((float) number);
        } else {
            json.addPlain(PlainDecimal.text(value));
        }
    }

    @SuppressWarnings("JavaUtilDate") // Connect's logical types are of this class.
    private void text(Object value) {
        if (value instanceof byte[] bytes) {
            json.addBase64(bytes);
        } else if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            json.addBase64(copy);
        } else {
            json.addText(value instanceof Date date ? date.toInstant().toString() : value.toString());
        }
    }

    private void object(Map<?, ?> map) {
        char separator = '{';
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.add(separator);
            json.addText(String.valueOf(entry.getKey()));
            json.add(':');
            append(entry.getValue());
            separator = ',';
        }
        close(separator, '{', '}');
    }

    private void object(Struct struct) {
        char separator = '{';
        for (Field field : struct.schema().fields()) {
            json.add(separator);
            json.addText(field.name());
            json.add(':');
            append(struct.get(field));
            separator = ',';
        }
        close(separator, '{', '}');
    }

    private void array(Collection<?> list) {
        char separator = '[';
        for (Iterator<?> elements = list.iterator(); elements.hasNext(); separator = ',') {
            json.add(separator);
            append(elements.next());
        }
        close(separator, '[', ']');
    }

    private void close(char separator, char opening, char closing) {
        if (separator == opening) {
            json.add(opening);
        }
        json.add(closing);
    }
}

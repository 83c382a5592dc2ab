// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.record.DeclaredType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Text of at most {@code limit} UTF-8 bytes, or characters. */
record TextType(String name, int limit, boolean bytes, Schema schema) implements DataType {
    static TextType of(String name, int limit) {
        boolean bytes = !"NCHAR".equals(name);
        if (limit != Integer.MAX_VALUE) {
            String column = (bytes ? "VARCHAR(" : "NCHAR(") + limit + ")";
            return new TextType(name, limit, bytes, DeclaredType.schema(Schema.Type.STRING, column));
        }
        return new TextType(
                name,
                limit,
                bytes,
                bytes ? Schema.OPTIONAL_STRING_SCHEMA : DeclaredType.schema(Schema.Type.STRING, name));
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // Connect's logical types are of this class.
    public Object convert(Object value, @Nullable Schema ignored) {
        String text;
        if (value instanceof BigDecimal decimal) {
            text = decimal.toPlainString();
        } else if (value instanceof byte[] raw) {
            text = new String(raw, StandardCharsets.UTF_8);
        } else if (value instanceof ByteBuffer buffer) {
            text = StandardCharsets.UTF_8.decode(buffer.duplicate()).toString();
        } else if (value instanceof Date date) {
            text = date.toInstant().toString();
        } else if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            text = value.toString();
        } else {
            throw Numbers.unfit(value, this);
        }
        // Text that is short enough at three bytes per UTF-16 unit, and such without limit, need not be measured.
        if (text.length() > limit / 3 && length(text) > limit) {
            throw new DataException("expected " + this + ", found text of " + length(text));
        }
        return text;
    }

    private int length(String text) {
        return bytes ? utf8Length(text) : text.codePointCount(0, text.length());
    }

    private static int utf8Length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Each half of a surrogate pair adds two bytes, so that the pair has four.
            length += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return length;
    }

    @Override
    public boolean text() {
        return true;
    }

    @Override
    public String toString() {
        return limit == Integer.MAX_VALUE
                ? name
                : name + "(" + limit + ") of at most " + limit + (bytes ? " bytes" : " characters");
    }
}

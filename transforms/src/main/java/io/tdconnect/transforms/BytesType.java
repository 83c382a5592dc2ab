// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.record.DeclaredType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Bytes, also as text: hexadecimal digits after {@code \x}, else the UTF-8 bytes of the text. */
record BytesType(String name, int limit, Schema schema) implements DataType {
    static BytesType of(String name, int limit) {
        if (limit != Integer.MAX_VALUE) {
            return new BytesType(name, limit, DeclaredType.schema(Schema.Type.BYTES, name + "(" + limit + ")"));
        }
        return new BytesType(
                name,
                limit,
                "GEOMETRY".equals(name) ? DeclaredType.schema(Schema.Type.BYTES, name) : Schema.OPTIONAL_BYTES_SCHEMA);
    }

    @Override
    public Object convert(Object value, @Nullable Schema ignored) {
        byte[] bytes = bytes(value);
        if (bytes.length > limit) {
            throw new DataException("expected " + this + ", found " + bytes.length);
        }
        return bytes;
    }

    private byte[] bytes(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        if (value instanceof String text) {
            return text.startsWith("\\x") ? hex(text) : text.getBytes(StandardCharsets.UTF_8);
        }
        throw Numbers.unfit(value, this);
    }

    private byte[] hex(String text) {
        try {
            return HexFormat.of().parseHex(text, 2, text.length());
        } catch (IllegalArgumentException e) {
            throw Numbers.unfit(text, this);
        }
    }

    @Override
    public String toString() {
        return limit == Integer.MAX_VALUE ? name : name + "(" + limit + ") of at most " + limit + " bytes";
    }
}

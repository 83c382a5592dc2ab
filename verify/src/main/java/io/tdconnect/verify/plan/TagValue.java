// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.verify.digest.ValueKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The value of a tag in the form that is compared.
 *
 * @param value null for NULL
 * @param kind how it is compared
 */
record TagValue(@Nullable Object value, ValueKind kind) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A value.
     *
     * @param tag of the target
     * @param value of the tag, or one that should become it
     * @param precision of the target
     */
    static TagValue of(Column tag, @Nullable Object value, Precision precision) {
        if (value instanceof Instant instant) {
            return new TagValue(Timestamp.of(instant, precision).value(), ValueKind.LONG);
        }
        if (value instanceof String text && tag.type() == ColumnType.JSON) {
            return new TagValue(json(text), ValueKind.TEXT);
        }
        ValueKind kind = switch (tag.type()) {
            case FLOAT -> ValueKind.FLOAT;
            case DOUBLE -> ValueKind.DOUBLE;
            case VARCHAR, NCHAR, JSON -> ValueKind.TEXT;
            case VARBINARY, GEOMETRY, BLOB -> ValueKind.BYTES;
            case DECIMAL, DECIMAL64 -> ValueKind.DECIMAL;
            case BIGINT_UNSIGNED -> ValueKind.UNSIGNED;
            default -> ValueKind.LONG;
        };
        try {
            return new TagValue(kind.canonical(value), kind);
        } catch (IllegalArgumentException e) {
            return new TagValue(String.valueOf(value), kind);
        }
    }

    String text() {
        return kind.shown(value);
    }

    private static Object json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}

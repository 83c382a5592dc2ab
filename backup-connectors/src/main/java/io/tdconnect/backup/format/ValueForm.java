// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tdconnect.common.json.JsonBytes;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.Locale;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/** How the values of a column are written; the name in lower case is the member {@code as} of the column. */
enum ValueForm {
    BOOLEAN("BOOL", Schema.Type.BOOLEAN),
    INT8("TINYINT", Schema.Type.INT8),
    INT16("SMALLINT", Schema.Type.INT16),
    INT32("INT", Schema.Type.INT32),
    INT64("BIGINT", Schema.Type.INT64),
    FLOAT32("FLOAT", Schema.Type.FLOAT32),
    FLOAT64("DOUBLE", Schema.Type.FLOAT64),
    STRING("STRING", Schema.Type.STRING),
    /** As Base64. */
    BYTES("BYTES", Schema.Type.BYTES),
    /** As text with all digits, since many readers of JSON take numbers for doubles. */
    DECIMAL("DECIMAL", Schema.Type.BYTES),
    /** As a number of units since 1970. */
    TIMESTAMP("TIMESTAMP", Schema.Type.INT64);

    private final String natural;
    private final Schema.Type schema;

    ValueForm(String natural, Schema.Type schema) {
        this.natural = natural;
        this.schema = schema;
    }

    /**
     * The form of this name.
     *
     * @throws DataException if no form has this name
     */
    static ValueForm named(String name) {
        for (ValueForm form : values()) {
            if (form.text().equals(name)) {
                return form;
            }
        }
        throw new DataException("Expected a known form of values, found " + name);
    }

    /** The form of values with a primitive schema. */
    static ValueForm of(Schema.Type type) {
        for (ValueForm form : values()) {
            if (form.schema == type) {
                return form;
            }
        }
        throw new DataException("Expected a plain value, found a nested " + type);
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of a column whose schema states none. */
    String natural() {
        return natural;
    }

    Schema.Type schemaType() {
        return schema;
    }

    /** Adds a value that is not null. */
    @SuppressWarnings("JavaUtilDate") // Connect's logical types are of this class.
    void write(JsonBytes json, Object value) {
        switch (this) {
            case BOOLEAN -> json.addPlain(value.toString());
            case INT8, INT16, INT32, INT64 -> json.addNumber(((Number) value).longValue());
            case TIMESTAMP ->
                json.addNumber(value instanceof Date date ? date.getTime() : ((Number) value).longValue());
            case FLOAT32 -> json.addNumber((float) value);
            case FLOAT64 -> json.addNumber((double) value);
            case STRING -> json.addText((String) value);
            case BYTES -> json.addBase64(value instanceof ByteBuffer buffer ? bytes(buffer) : (byte[]) value);
            case DECIMAL -> json.addText(((BigDecimal) value).toPlainString());
        }
    }

    /**
     * The value that is the parser's current token and is not null.
     *
     * @throws IOException if it has another form
     */
    Object read(JsonParser parser, JsonToken token) throws IOException {
        return switch (this) {
            case BOOLEAN -> parser.getBooleanValue();
            case INT8 -> parser.getByteValue();
            case INT16 -> parser.getShortValue();
            case INT32 -> parser.getIntValue();
            case INT64, TIMESTAMP -> parser.getLongValue();
            case FLOAT32 -> Float.parseFloat(parser.getText());
            case FLOAT64 ->
                token == JsonToken.VALUE_STRING ? Double.parseDouble(parser.getText()) : parser.getDoubleValue();
            case STRING -> text(parser, token);
            case BYTES -> parser.getBinaryValue();
            case DECIMAL -> new BigDecimal(text(parser, token));
        };
    }

    private static String text(JsonParser parser, JsonToken token) throws IOException {
        if (token != JsonToken.VALUE_STRING) {
            throw new IOException("expected text, found " + token);
        }
        return parser.getText();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}

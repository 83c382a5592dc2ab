// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.type;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import io.tdconnect.common.json.JsonBytes;
import io.tdconnect.common.json.JsonTree;
import io.tdconnect.common.json.ValueJson;
import io.tdconnect.common.type.DataType;
import io.tdconnect.common.type.ValueConversion;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The value of one JSON token. */
public final class JsonValues {
    private static final JsonFactory GENERATORS = new JsonFactory();
    private static final Schema WIDE = Decimal.builder(0).optional().build();

    private JsonValues() {}

    /** The value of a token that is neither object nor array; whole numbers beyond 64 bits are a BigDecimal. */
    public static @Nullable Object scalar(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> real(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /** The value of a token in the best form for a type: exact if a double would lose digits. */
    public static @Nullable Object scalarFor(DataType type, JsonParser parser, JsonToken token) throws IOException {
        if (token.isNumeric() && type.text()) {
            return parser.getText();
        }
        return token == JsonToken.VALUE_NUMBER_FLOAT && type.exact() ? (Object) decimal(parser) : scalar(parser, token);
    }

    private static BigDecimal decimal(JsonParser parser) throws IOException {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            // Without the cause: its message quotes the number.
            throw new DataException(
                    "expected a number with an exponent within the range of DECIMAL, found a larger one");
        }
    }

    /** The schema of a value of {@link #scalar}; null for null. */
    public static @Nullable Schema schema(@Nullable Object scalar) {
        if (scalar instanceof Double) {
            return Schema.OPTIONAL_FLOAT64_SCHEMA;
        }
        if (scalar instanceof Long) {
            return Schema.OPTIONAL_INT64_SCHEMA;
        }
        if (scalar instanceof String) {
            return Schema.OPTIONAL_STRING_SCHEMA;
        }
        if (scalar instanceof Boolean) {
            return Schema.OPTIONAL_BOOLEAN_SCHEMA;
        }
        return scalar == null ? null : WIDE;
    }

    /** The object or array that starts at the current token as JSON text; the parser is then at its end. */
    public static String text(JsonParser parser) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = GENERATORS.createGenerator(text)) {
            int depth = 0;
            JsonTree.copyEvent(parser, generator);
            for (JsonToken token = parser.nextToken(); depth > 0 || !token.isStructEnd(); token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                JsonTree.copyEvent(parser, generator);
            }
            JsonTree.copyEvent(parser, generator);
        }
        return text.toString();
    }

    /** Values of rows as JSON text: numbers as they are, other values than those of JSON as text. */
    public static String text(Object value) {
        return new ValueJson(JsonValues::writeOther, JsonTree.MAX_DEPTH + 1).text(value);
    }

    private static void writeOther(JsonBytes json, @Nullable Schema schema, Object value) {
        if (value instanceof BigDecimal || value instanceof BigInteger) {
            json.addPlain(value.toString());
        } else {
            json.addText(value.toString());
        }
    }

    private static Object whole(JsonParser parser) throws IOException {
        if (parser.getNumberType() != NumberType.BIG_INTEGER) {
            return parser.getLongValue();
        }
        BigDecimal wide = new BigDecimal(parser.getBigIntegerValue());
        if (wide.precision() > ValueConversion.MAX_DECIMAL_DIGITS) {
            throw new DataException("expected a whole number of at most " + ValueConversion.MAX_DECIMAL_DIGITS
                    + " digits, found " + wide.precision());
        }
        return wide;
    }

    private static Object real(JsonParser parser) throws IOException {
        double number = ShortDecimal.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        if (Double.isNaN(number)) {
            number = parser.getDoubleValue();
        }
        if (!Double.isFinite(number)) {
            throw new DataException("expected a number within the range of DOUBLE, found a larger one");
        }
        return number;
    }
}

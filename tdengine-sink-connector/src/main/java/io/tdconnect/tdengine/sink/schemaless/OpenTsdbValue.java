// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.sink.fault.MalformedTextException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads values of OpenTSDB's JSON with TDengine's types. One object reads one value after another into its fields. */
final class OpenTsdbValue {
    ColumnType type = ColumnType.DOUBLE;
    Object value = 0d;

    /** The type name of a typed value. */
    @Nullable
    String typeName;

    /** The number of a typed value; null if it is malformed. */
    @Nullable
    BigDecimal number;

    private final TextValue text = new TextValue();
    private final TextNumber whole = new TextNumber();

    /**
     * Reads the value at the parser's position.
     *
     * @throws MalformedTextException if it is null, an array, or not of its declared type
     */
    void readValue(JsonParser parser) throws IOException, MalformedTextException {
        int position = position(parser);
        switch (parser.currentToken()) {
            case VALUE_TRUE, VALUE_FALSE -> {
                type = ColumnType.BOOL;
                value = parser.getBooleanValue();
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                type = ColumnType.DOUBLE;
                value = finite(parser.getDoubleValue(), position);
            }
            case VALUE_STRING -> content(ColumnType.VARCHAR, parser.getText(), position);
            case START_OBJECT -> {
                readTyped(parser);
                convert(String.valueOf(typeName).toLowerCase(Locale.ROOT), position);
            }
            default ->
                throw new MalformedTextException("expected a number, text, true, false, or a typed value", position);
        }
    }

    /** Reads {@code {"value": …, "type": …}} without checking the type. */
    void readTyped(JsonParser parser) throws IOException, MalformedTextException {
        int position = position(parser);
        typeName = null;
        Object found = null;
        number = null;
        int members = 0;
        for (; parser.nextToken() != JsonToken.END_OBJECT; members++) {
            String member = parser.currentName();
            JsonToken token = parser.nextToken();
            if (member.equalsIgnoreCase("type") && token == JsonToken.VALUE_STRING) {
                typeName = parser.getText();
            } else if (member.equalsIgnoreCase("value") && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                number = number(parser);
                found = token.isBoolean() ? (Object) parser.getBooleanValue() : parser.getText();
            } else {
                throw typed(position);
            }
        }
        if (typeName == null || found == null || members != 2) {
            throw typed(position);
        }
        value = found;
    }

    /**
     * The number at the parser's position; null if there is no number.
     *
     * @throws MalformedTextException if its exponent is too large
     */
    @Nullable
    BigDecimal number(JsonParser parser) throws IOException, MalformedTextException {
        try {
            return parser.currentToken().isNumeric() ? parser.getDecimalValue() : null;
        } catch (NumberFormatException e) {
            throw new MalformedTextException("expected a number in the range of its type", position(parser));
        }
    }

    private void convert(String name, int position) throws MalformedTextException {
        if (value instanceof Boolean) {
            expect(name.equals("bool"), name, position);
            type = ColumnType.BOOL;
            return;
        }
        BigDecimal decimal = number;
        if (decimal == null) {
            convertText(name, position);
            return;
        }
        switch (name) {
            case "i8", "tinyint" -> whole(ColumnType.TINYINT, decimal, position);
            case "i16", "smallint" -> whole(ColumnType.SMALLINT, decimal, position);
            case "i32", "int" -> whole(ColumnType.INT, decimal, position);
            case "i64", "bigint" -> whole(ColumnType.BIGINT, decimal, position);
            case "f32", "float" -> {
                type = ColumnType.FLOAT;
                finite(decimal.floatValue(), position);
                value = (float) decimal.doubleValue();
            }
            case "f64", "double" -> {
                type = ColumnType.DOUBLE;
                value = finite(decimal.doubleValue(), position);
            }
            default -> expect(false, name, position);
        }
    }

    private void convertText(String name, int position) throws MalformedTextException {
        String content = value.toString();
        switch (name) {
            case "binary", "varchar" -> content(ColumnType.VARCHAR, content, position);
            case "nchar" -> content(ColumnType.NCHAR, content, position);
            case "varbinary" -> content(ColumnType.VARBINARY, content, position);
            default -> expect(false, name, position);
        }
    }

    private void whole(ColumnType wholeType, BigDecimal decimal, int position) throws MalformedTextException {
        whole.whole(wholeType, decimal, position);
        type = whole.type;
        value = whole.value;
    }

    private void content(ColumnType textType, String content, int position) throws MalformedTextException {
        text.content(textType, content, position);
        type = text.type;
        value = text.value;
    }

    private static double finite(double number, int position) throws MalformedTextException {
        if (Double.isInfinite(number)) {
            throw new MalformedTextException("expected a number in the range of its type", position);
        }
        return number;
    }

    private static void expect(boolean fits, String name, int position) throws MalformedTextException {
        if (!fits) {
            throw new MalformedTextException("expected a type that fits the value, found " + abridged(name), position);
        }
    }

    private static String abridged(String name) {
        return name.length() <= 16 ? name : name.substring(0, 16) + "…";
    }

    /** The parser's position in the text. */
    static int position(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private static MalformedTextException typed(int position) {
        return new MalformedTextException("expected {\"value\": …, \"type\": …}", position);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.type;

import io.tdconnect.common.record.DeclaredType;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;

/**
 * A column type as it is written in SQL and in options, such as {@code VARCHAR(20)}, {@code DECIMAL(10,2)} or
 * {@code INT UNSIGNED}.
 *
 * @param length the largest number of characters of NCHAR, of bytes of the other types with a length, or of digits of
 *     DECIMAL; {@link #UNLIMITED} for types without a length
 * @param scale digits after the point of DECIMAL, else 0
 */
public record TypeSpec(ValueType type, int length, int scale) {
    /** The length of types without a length. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final Pattern FORM =
            Pattern.compile("([A-Za-z]+(?:\\s+[A-Za-z]+)?)\\s*(?:\\(\\s*([^()]*?)\\s*\\))?");
    private static final Pattern LENGTH = Pattern.compile("[1-9]\\d{0,8}");
    private static final Pattern DIGITS = Pattern.compile("(\\d{1,2})\\s*(?:,\\s*(\\d{1,2}))?");

    /** A type without a length. */
    public static TypeSpec of(ValueType type) {
        return new TypeSpec(type, type == ValueType.DECIMAL ? ValueConversion.MAX_DECIMAL_DIGITS : UNLIMITED, 0);
    }

    /**
     * Parses the text of a type; case does not matter.
     *
     * @throws IllegalArgumentException if the type does not exist, or its length is not valid
     */
    public static TypeSpec parse(String text) {
        Matcher form = FORM.matcher(text.trim());
        ValueType type = form.matches() ? ValueType.named(form.group(1)) : null;
        if (type == null) {
            throw new IllegalArgumentException("expected a type of TDengine, found " + text);
        }
        String argument = form.group(2);
        if (type == ValueType.DECIMAL) {
            return decimal(text, String.valueOf(argument));
        }
        if (argument == null) {
            return of(type);
        }
        if (!type.hasLength() || !LENGTH.matcher(argument).matches()) {
            throw unexpected(text, argument, type.hasLength() ? "a length of 1 or more" : "none");
        }
        return new TypeSpec(type, Integer.parseInt(argument), 0);
    }

    private static TypeSpec decimal(String text, String argument) {
        Matcher form = DIGITS.matcher(argument);
        if (form.matches()) {
            int digits = Integer.parseInt(form.group(1));
            int scale = form.group(2) == null ? 0 : Integer.parseInt(form.group(2));
            if (digits >= 1 && digits <= ValueConversion.MAX_DECIMAL_DIGITS && scale <= digits) {
                return new TypeSpec(ValueType.DECIMAL, digits, scale);
            }
        }
        throw unexpected(text, argument, "a precision of 1 to 38, and a scale up to it");
    }

    private static IllegalArgumentException unexpected(String text, String argument, String expected) {
        return new IllegalArgumentException(
                "type " + text.trim() + ": (" + argument + ") is not valid; expected " + expected);
    }

    /** The schema of optional fields with values of {@link #convert}; states the type if it does not follow from the schema. */
    public Schema schema() {
        return switch (type) {
            case BOOL -> Schema.OPTIONAL_BOOLEAN_SCHEMA;
            case TINYINT -> Schema.OPTIONAL_INT8_SCHEMA;
            case SMALLINT -> Schema.OPTIONAL_INT16_SCHEMA;
            case INT -> Schema.OPTIONAL_INT32_SCHEMA;
            case BIGINT -> Schema.OPTIONAL_INT64_SCHEMA;
            case TINYINT_UNSIGNED -> DeclaredType.schema(Schema.Type.INT16, type.sql());
            case SMALLINT_UNSIGNED -> DeclaredType.schema(Schema.Type.INT32, type.sql());
            case INT_UNSIGNED -> DeclaredType.schema(Schema.Type.INT64, type.sql());
            case BIGINT_UNSIGNED ->
                Decimal.builder(0)
                        .optional()
                        .parameter(DeclaredType.PARAMETER, type.sql())
                        .build();
            case FLOAT -> Schema.OPTIONAL_FLOAT32_SCHEMA;
            case DOUBLE -> Schema.OPTIONAL_FLOAT64_SCHEMA;
            case DECIMAL ->
                Decimal.builder(scale)
                        .optional()
                        .parameter(DeclaredType.PARAMETER, sql())
                        .build();
            case TIMESTAMP -> Timestamp.optionalSchema(Precision.NS);
            case VARCHAR, JSON ->
                isLimited() ? DeclaredType.schema(Schema.Type.STRING, sql()) : Schema.OPTIONAL_STRING_SCHEMA;
            case NCHAR -> DeclaredType.schema(Schema.Type.STRING, sql());
            case VARBINARY ->
                isLimited() ? DeclaredType.schema(Schema.Type.BYTES, sql()) : Schema.OPTIONAL_BYTES_SCHEMA;
            case GEOMETRY, BLOB -> DeclaredType.schema(Schema.Type.BYTES, sql());
        };
    }

    /**
     * Converts a value to this type, in the class that {@link #schema} requires.
     *
     * @throws UnfitValueException if it cannot be converted without loss, see {@link ValueConversion}, or is too long
     * @throws IllegalStateException for TIMESTAMP, since the type does not include the unit
     */
    public Object convert(Object value) {
        return switch (type) {
            case BOOL -> ValueConversion.bool(value);
            case TINYINT -> ValueConversion.whole(type, value).byteValue();
            case SMALLINT, TINYINT_UNSIGNED ->
                ValueConversion.whole(type, value).shortValue();
            case INT, SMALLINT_UNSIGNED -> ValueConversion.whole(type, value).intValue();
            case BIGINT, INT_UNSIGNED -> {
                Number number = ValueConversion.whole(type, value);
                yield number instanceof Long ? number : (Object) number.longValue();
            }
            case BIGINT_UNSIGNED -> {
                Number number = ValueConversion.unsigned(value);
                yield number instanceof BigInteger wide ? new BigDecimal(wide) : BigDecimal.valueOf(number.longValue());
            }
            case FLOAT -> ValueConversion.real(type, value).floatValue();
            case DOUBLE -> ValueConversion.real(type, value).doubleValue();
            case DECIMAL -> ValueConversion.decimal(value, length, scale);
            case VARCHAR, NCHAR, JSON -> fitting(ValueConversion.text(type, value));
            case VARBINARY, GEOMETRY, BLOB -> fitting(ValueConversion.bytes(type, value));
            case TIMESTAMP -> throw new IllegalStateException("a time needs a unit");
        };
    }

    private String fitting(String text) {
        // Text that fits with three bytes for each UTF-16 unit need not be measured, nor text without a limit.
        if (text.length() > length / 3) {
            int found = type == ValueType.NCHAR ? text.codePointCount(0, text.length()) : utf8Length(text);
            if (found > length) {
                throw tooLong("text of " + found);
            }
        }
        return text;
    }

    private byte[] fitting(byte[] bytes) {
        if (bytes.length > length) {
            throw tooLong(String.valueOf(bytes.length));
        }
        return bytes;
    }

    private UnfitValueException tooLong(String found) {
        return new UnfitValueException(
                this + " of at most " + length + (type == ValueType.NCHAR ? " characters" : " bytes"), found);
    }

    private static int utf8Length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Each half of a surrogate pair adds two bytes, which makes four for the pair.
            length += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return length;
    }

    private boolean isLimited() {
        return length != UNLIMITED;
    }

    /** The text of the type in SQL. */
    public String sql() {
        if (type == ValueType.DECIMAL) {
            return type.sql() + "(" + length + "," + scale + ")";
        }
        return isLimited() ? type.sql() + "(" + length + ")" : type.sql();
    }

    @Override
    public String toString() {
        return sql();
    }
}

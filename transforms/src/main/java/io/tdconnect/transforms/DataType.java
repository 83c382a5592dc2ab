// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.record.DeclaredType;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** A column type that values are converted to, if they lose nothing by it. */
interface DataType {
    /** The types, as the documentation of options names them. */
    String NAMES = "BOOL, TINYINT, SMALLINT, INT, BIGINT, the same with UNSIGNED, FLOAT, DOUBLE, DECIMAL(p,s),"
            + " TIMESTAMP, TIMESTAMP(s|ms|us|ns), TIMESTAMP(unit, 'pattern', zone 'Area/City'), VARCHAR(bytes) or BINARY(bytes), NCHAR(characters), JSON,"
            + " VARBINARY(bytes), GEOMETRY(bytes), BLOB";

    /**
     * The value as this type.
     *
     * @param schema the schema of the value, null if it has none
     * @throws org.apache.kafka.connect.errors.DataException if it cannot be converted without loss
     */
    Object convert(Object value, @Nullable Schema schema);

    /** The schema of values of this type, null if it differs from value to value. */
    @Nullable
    Schema schema();

    /** Whether numbers should come as they were written, not as double. */
    default boolean exact() {
        return false;
    }

    /** Whether the type holds JSON text of objects and arrays. */
    default boolean text() {
        return false;
    }

    /**
     * The type of a name such as {@code VARCHAR(20)}; case does not matter.
     *
     * @throws IllegalArgumentException if there is no such type
     */
    static DataType parse(String text) {
        Matcher time = Pattern.compile("(?is)timestamp\\s*(?:\\((.*)\\))?").matcher(text.trim());
        if (time.matches()) {
            return TimestampArguments.parse(time.group(1));
        }
        Matcher matcher = Pattern.compile("([A-Z]+(?:\\s+UNSIGNED)?)\\s*(?:\\(\\s*([^()]*?)\\s*\\))?")
                .matcher(text.trim().toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw unknown(text);
        }
        String name = matcher.group(1).replaceAll("\\s+", " ");
        String argument = matcher.group(2);
        return switch (name) {
            case "VARCHAR", "BINARY", "NCHAR" -> TextType.of(name, limit(argument, text));
            case "VARBINARY", "GEOMETRY" -> BytesType.of(name, limit(argument, text));
            case "DECIMAL" -> decimal(argument, text);
            default -> argument == null ? plain(name, text) : unexpected(argument, text);
        };
    }

    private static DataType plain(String name, String text) {
        return switch (name) {
            case "BOOL", "BOOLEAN" -> new BoolType();
            case "TINYINT" -> new WholeType(name, Byte.MIN_VALUE, Byte.MAX_VALUE, Schema.OPTIONAL_INT8_SCHEMA);
            case "SMALLINT" -> new WholeType(name, Short.MIN_VALUE, Short.MAX_VALUE, Schema.OPTIONAL_INT16_SCHEMA);
            case "INT" -> new WholeType(name, Integer.MIN_VALUE, Integer.MAX_VALUE, Schema.OPTIONAL_INT32_SCHEMA);
            case "BIGINT" -> new WholeType(name, Long.MIN_VALUE, Long.MAX_VALUE, Schema.OPTIONAL_INT64_SCHEMA);
            case "TINYINT UNSIGNED" -> new WholeType(name, 0, 0xFFL, DeclaredType.schema(Schema.Type.INT16, name));
            case "SMALLINT UNSIGNED" -> new WholeType(name, 0, 0xFFFFL, DeclaredType.schema(Schema.Type.INT32, name));
            case "INT UNSIGNED" -> new WholeType(name, 0, 0xFFFF_FFFFL, DeclaredType.schema(Schema.Type.INT64, name));
            case "BIGINT UNSIGNED" -> DecimalType.unsigned();
            case "FLOAT" -> new RealType(name, false);
            case "DOUBLE" -> new RealType(name, true);
            case "JSON" -> TextType.of(name, Integer.MAX_VALUE);
            case "BLOB" -> BytesType.of(name, Integer.MAX_VALUE);
            default -> throw unknown(text);
        };
    }

    private static DataType decimal(@Nullable String argument, String text) {
        Matcher matcher = Pattern.compile("(\\d{1,2})\\s*(?:,\\s*(\\d{1,2}))?").matcher(String.valueOf(argument));
        if (!matcher.matches()) {
            return unexpected(String.valueOf(argument), text);
        }
        int precision = Integer.parseInt(matcher.group(1));
        int scale = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        return precision < 1 || precision > DecimalType.MAX_DIGITS || scale > precision
                ? unexpected(String.valueOf(argument), text)
                : new DecimalType(precision, scale);
    }

    private static int limit(@Nullable String argument, String text) {
        if (argument == null) {
            return Integer.MAX_VALUE;
        }
        if (!argument.matches("[1-9]\\d{0,8}")) {
            unexpected(argument, text);
        }
        return Integer.parseInt(argument);
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException("expected a type of " + NAMES + ", found " + text);
    }

    private static DataType unexpected(String argument, String text) {
        throw new IllegalArgumentException("type " + text.trim() + ": (" + argument + ") is not valid; expected one of "
                + NAMES + ", precision at most " + DecimalType.MAX_DIGITS);
    }
}

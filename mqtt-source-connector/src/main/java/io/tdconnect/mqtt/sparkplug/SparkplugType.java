// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import io.tdconnect.mqtt.message.BadMessageException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Data types of metrics, by the numbers of the Sparkplug specification 3.0, section 6.4.16. */
enum SparkplugType {
    UNKNOWN("Unknown"),
    INT8("Int8"),
    INT16("Int16"),
    INT32("Int32"),
    INT64("Int64"),
    UINT8("UInt8"),
    UINT16("UInt16"),
    UINT32("UInt32"),
    UINT64("UInt64"),
    FLOAT("Float"),
    DOUBLE("Double"),
    BOOLEAN("Boolean"),
    STRING("String"),
    DATE_TIME("DateTime"),
    TEXT("Text"),
    UUID("UUID"),
    DATA_SET("DataSet"),
    BYTES("Bytes"),
    FILE("File"),
    TEMPLATE("Template"),
    PROPERTY_SET("PropertySet"),
    PROPERTY_SET_LIST("PropertySetList"),
    INT8_ARRAY("Int8Array"),
    INT16_ARRAY("Int16Array"),
    INT32_ARRAY("Int32Array"),
    INT64_ARRAY("Int64Array"),
    UINT8_ARRAY("UInt8Array"),
    UINT16_ARRAY("UInt16Array"),
    UINT32_ARRAY("UInt32Array"),
    UINT64_ARRAY("UInt64Array"),
    FLOAT_ARRAY("FloatArray"),
    DOUBLE_ARRAY("DoubleArray"),
    BOOLEAN_ARRAY("BooleanArray"),
    STRING_ARRAY("StringArray"),
    DATE_TIME_ARRAY("DateTimeArray");

    private static final SparkplugType[] BY_NUMBER = values();
    private static final long BYTE = 0xff;
    private static final long SHORT = 0xffff;

    private final String spelling;

    SparkplugType(String spelling) {
        this.spelling = spelling;
    }

    static SparkplugType of(int number) {
        return number > 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : UNKNOWN;
    }

    /** The name in the specification. */
    String spelling() {
        return spelling;
    }

    /**
     * Reads the bits of a value by its type: whole numbers become Long, unsigned ones beyond it text, arrays lists.
     * Null if the bits cannot be read without a type, and the type is unknown or does not fit them.
     */
    static @Nullable Object value(int type, @Nullable Object wireValue) throws BadMessageException {
        if (wireValue instanceof Integer bits) {
            return of(type).whole(bits.longValue(), Integer.toUnsignedLong(bits));
        }
        if (wireValue instanceof Long bits) {
            return of(type).whole(bits, bits);
        }
        return wireValue instanceof byte[] bytes ? of(type).ofBytes(bytes) : wireValue;
    }

    /** A number of 64 bits without sign: a Long, or text beyond it. */
    static Object unsigned(long bits) {
        return bits >= 0 ? (Object) bits : Long.toUnsignedString(bits);
    }

    private @Nullable Object whole(long signed, long unsigned) {
        return switch (this) {
            case INT8 -> (long) (byte) signed;
            case INT16 -> (long) (short) signed;
            case INT32 -> (long) (int) signed;
            case INT64, DATE_TIME -> signed;
            case UINT8 -> unsigned & BYTE;
            case UINT16 -> unsigned & SHORT;
            case UINT32, UINT64 -> unsigned(unsigned);
            default -> null;
        };
    }

    private @Nullable Object ofBytes(byte[] bytes) throws BadMessageException {
        if (!spelling.endsWith("Array")) {
            return this == BYTES || this == FILE ? bytes : null;
        }
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            return switch (this) {
                case BOOLEAN_ARRAY -> booleans(buffer);
                case STRING_ARRAY -> strings(bytes);
                default -> elements(buffer);
            };
        } catch (BufferUnderflowException e) {
            throw new BadMessageException("expected a complete " + spelling + ", found a shorter one");
        }
    }

    private List<Object> elements(ByteBuffer buffer) {
        List<Object> elements = new ArrayList<>();
        while (buffer.hasRemaining()) {
            elements.add(
                    switch (this) {
                        case INT8_ARRAY -> (long) buffer.get();
                        case INT16_ARRAY -> (long) buffer.getShort();
                        case INT32_ARRAY -> (long) buffer.getInt();
                        case UINT8_ARRAY -> buffer.get() & BYTE;
                        case UINT16_ARRAY -> buffer.getShort() & SHORT;
                        case UINT32_ARRAY -> Integer.toUnsignedLong(buffer.getInt());
                        case UINT64_ARRAY -> unsigned(buffer.getLong());
                        case FLOAT_ARRAY -> buffer.getFloat();
                        case DOUBLE_ARRAY -> buffer.getDouble();
                        default -> buffer.getLong();
                    });
        }
        return elements;
    }

    /** A count, then bits from the highest of each byte. */
    private static List<Object> booleans(ByteBuffer buffer) throws BadMessageException {
        int count = buffer.getInt();
        if (count < 0 || (count + 7L) / Byte.SIZE > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        List<Object> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int bits = buffer.get(buffer.position() + i / Byte.SIZE);
            elements.add((bits >> (Byte.SIZE - 1 - i % Byte.SIZE) & 1) == 1);
        }
        return elements;
    }

    /** Each followed by a zero byte, which the last may lack. */
    private static List<Object> strings(byte[] bytes) {
        List<Object> elements = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                elements.add(new String(bytes, start, i - start, StandardCharsets.UTF_8));
                start = i + 1;
            }
        }
        if (start < bytes.length) {
            elements.add(new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8));
        }
        return elements;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import io.tdconnect.mqtt.message.BadMessageException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the fields of a Protocol Buffers message one after the other: {@link #nextField} goes to a field, the other
 * methods read its value.
 */
final class ProtoReader {
    private static final int DEEPEST = 32;
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int DELIMITED = 2;
    private static final int FIXED32 = 5;
    private static final int WIRE_BITS = 3;
    private static final int WIRE_MASK = 7;
    private static final int GROUP_BITS = 7;
    private static final int GROUP_MASK = 0x7f;
    private static final int MORE = 0x80;
    private static final int LONGEST_VARINT = 10;

    private final byte[] bytes;
    private final int end;
    private final int depth;
    private int position;
    private int tag;

    ProtoReader(byte[] bytes) {
        this(bytes, 0, bytes.length, 0);
    }

    private ProtoReader(byte[] bytes, int start, int end, int depth) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
        this.depth = depth;
    }

    /** The number of the next field, 0 at the end. */
    int nextField() throws BadMessageException {
        if (position == end) {
            return 0;
        }
        tag = (int) readVarint();
        check(tag >>> WIRE_BITS > 0, "a field number");
        return tag >>> WIRE_BITS;
    }

    /** Whether the current field is a message, text, bytes or several packed numbers. */
    boolean isDelimited() {
        return (tag & WIRE_MASK) == DELIMITED;
    }

    long varint() throws BadMessageException {
        expect(VARINT);
        return readVarint();
    }

    boolean bool() throws BadMessageException {
        return varint() != 0;
    }

    float float32() throws BadMessageException {
        expect(FIXED32);
        return Float.intBitsToFloat((int) fixed(Integer.BYTES));
    }

    double float64() throws BadMessageException {
        expect(FIXED64);
        return Double.longBitsToDouble(fixed(Long.BYTES));
    }

    String text() throws BadMessageException {
        int length = length();
        String text = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    byte[] bytes() throws BadMessageException {
        int length = length();
        byte[] value = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return value;
    }

    /** The fields of a message, or varints without tags, which {@link #nextPacked} reads. */
    ProtoReader message() throws BadMessageException {
        check(depth < DEEPEST, "at most " + DEEPEST + " messages in each other");
        int length = length();
        ProtoReader inner = new ProtoReader(bytes, position, position + length, depth + 1);
        position += length;
        return inner;
    }

    /** Whether there is one more packed number, for {@link #nextPacked}. */
    boolean hasPacked() {
        return position < end;
    }

    long nextPacked() throws BadMessageException {
        return readVarint();
    }

    /** Skips the value of the current field. */
    void skipField() throws BadMessageException {
        switch (tag & WIRE_MASK) {
            case VARINT -> readVarint();
            case FIXED64 -> fixed(Long.BYTES);
            case DELIMITED -> {
                // Not in one expression, which would use the position from before the length was read.
                int length = length();
                position += length;
            }
            case FIXED32 -> fixed(Integer.BYTES);
            default -> throw problem("a known wire type");
        }
    }

    private int length() throws BadMessageException {
        expect(DELIMITED);
        long length = readVarint();
        check(length >= 0 && length <= end - position, "as many bytes as announced");
        return (int) length;
    }

    private long readVarint() throws BadMessageException {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            check(position < end, "the end of a number");
            byte b = bytes[position++];
            value |= (long) (b & GROUP_MASK) << (GROUP_BITS * i);
            if ((b & MORE) == 0) {
                return value;
            }
        }
        throw problem("a number of at most 64 bits");
    }

    private long fixed(int count) throws BadMessageException {
        check(end - position >= count, "the end of a number");
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << Byte.SIZE | (bytes[position + i] & 0xffL);
        }
        position += count;
        return value;
    }

    private void expect(int wireType) throws BadMessageException {
        check((tag & WIRE_MASK) == wireType, "wire type " + wireType + " in field " + (tag >>> WIRE_BITS));
    }

    private static void check(boolean valid, String expected) throws BadMessageException {
        if (!valid) {
            throw problem(expected);
        }
    }

    private static BadMessageException problem(String expected) {
        return new BadMessageException("expected a Sparkplug B payload, but " + expected + " is missing");
    }
}

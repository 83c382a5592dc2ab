// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.block;

import io.tdconnect.tdengine.MalformedMessageException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads little-endian values from a part of a message, never beyond its end. */
public final class Cursor {
    static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    public static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    public static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int MAX_VARINT_BITS = 35;

    private final byte[] bytes;
    private final int end;
    private int at;

    public Cursor(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Index of the next byte. */
    int at() {
        return at;
    }

    public int remaining() {
        return end - at;
    }

    /** Skips bytes and returns the index of the first. */
    public int take(long length) throws MalformedMessageException {
        if (length < 0 || length > end - at) {
            throw new MalformedMessageException("Expected " + length + " more bytes at byte " + at
                    + " of a message of the gateway, found " + (end - at) + "; it is cut off or damaged");
        }
        int from = at;
        at += (int) length;
        return from;
    }

    /** Whether the next bytes are these. */
    boolean startsWith(byte[] expected) {
        return expected.length <= end - at
                && Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length);
    }

    /** A copy of the bytes from an index to the next one. */
    byte[] since(int from) {
        return Arrays.copyOfRange(bytes, from, at);
    }

    /** A cursor for the next bytes, which this one skips. */
    public Cursor part(int length) throws MalformedMessageException {
        int from = take(length);
        return new Cursor(bytes, from, from + length);
    }

    public int u8() throws MalformedMessageException {
        return bytes[take(1)] & 0xff;
    }

    public int u16() throws MalformedMessageException {
        return (short) SHORT.get(bytes, take(2)) & 0xffff;
    }

    public int i32() throws MalformedMessageException {
        return (int) INT.get(bytes, take(4));
    }

    public long i64() throws MalformedMessageException {
        return (long) LONG.get(bytes, take(8));
    }

    /** An unsigned number of seven bits per byte, the lowest first. */
    public int varint() throws MalformedMessageException {
        long value = 0;
        for (int shift = 0; shift < MAX_VARINT_BITS; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                if (value > Integer.MAX_VALUE) {
                    break;
                }
                return (int) value;
            }
        }
        throw new MalformedMessageException("Expected a length before byte " + at + " of a message, found none");
    }

    /** A signed number whose lowest bit is the sign. */
    int zigzag() throws MalformedMessageException {
        int value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    /** Text that ends with a zero byte; its length, including that byte, comes first. */
    public String terminatedText() throws MalformedMessageException {
        int length = varint();
        int from = take(length);
        if (length == 0 || bytes[from + length - 1] != 0) {
            throw new MalformedMessageException("Expected a name before byte " + at + " of a message, found none");
        }
        return new String(bytes, from, length - 1, StandardCharsets.UTF_8);
    }
}

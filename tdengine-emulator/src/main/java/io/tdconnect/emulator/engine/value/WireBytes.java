// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.value;

import java.util.Arrays;

/**
 * Bytes in the server's encoding: little-endian numbers, numbers of variable length, text with its length and a NUL.
 */
public final class WireBytes {
    private byte[] bytes;
    private int size;

    public WireBytes(int capacity) {
        bytes = new byte[capacity];
    }

    public int size() {
        return size;
    }

    public byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    /** The lowest bytes of a number. */
    public WireBytes number(long value, int width) {
        ensure(width);
        for (int i = 0; i < width; i++) {
            bytes[size++] = (byte) (value >>> (8 * i));
        }
        return this;
    }

    public WireBytes u8(int value) {
        return number(value, 1);
    }

    public WireBytes i32(int value) {
        return number(value, 4);
    }

    public WireBytes i64(long value) {
        return number(value, 8);
    }

    /** An unsigned number of variable length, seven bits a byte, lowest first. */
    public WireBytes varint(int value) {
        int rest = value;
        while (rest > 0x7F || rest < 0) {
            u8((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        return u8(rest);
    }

    /** A signed number of variable length; small numbers are short. */
    public WireBytes zigzag(int value) {
        return varint(value << 1 ^ value >> 31);
    }

    public WireBytes bytes(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    /** The length with the NUL, the text and the NUL. */
    public WireBytes text(String text) {
        byte[] utf8 = Cells.bytes(text);
        return varint(utf8.length + 1).bytes(utf8).u8(0);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.write;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer with little-endian numbers; reused for each block. */
final class BlockBuffer {
    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    private byte[] bytes = new byte[1 << 16];
    private int length;

    private static VarHandle view(Class<?> type) {
        return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
    }

    /** The bytes; only those before {@link #length()} are valid. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void putZeros(int count) {
        int at = reserve(count);
        Arrays.fill(bytes, at, at + count, (byte) 0);
    }

    void putByte(int value) {
        int at = reserve(1);
        bytes[at] = (byte) value;
    }

    void putShort(int value) {
        int at = reserve(Short.BYTES);
        SHORT.set(bytes, at, (short) value);
    }

    void putInt(int value) {
        int at = reserve(Integer.BYTES);
        INT.set(bytes, at, value);
    }

    void putLong(long value) {
        int at = reserve(Long.BYTES);
        LONG.set(bytes, at, value);
    }

    void putBytes(byte[] value) {
        int at = reserve(value.length);
        System.arraycopy(value, 0, bytes, at, value.length);
    }

    /** Appends text in UTF-8, and returns its number of bytes. */
    int putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putBytes(utf8);
        return utf8.length;
    }

    void setShort(int at, int value) {
        SHORT.set(bytes, at, (short) value);
    }

    void setInt(int at, int value) {
        INT.set(bytes, at, value);
    }

    /** Makes room at the end, and returns where it starts. */
    private int reserve(int count) {
        int at = length;
        int end = Math.addExact(at, count);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(end, 2L * bytes.length)));
        }
        length = end;
        return at;
    }
}

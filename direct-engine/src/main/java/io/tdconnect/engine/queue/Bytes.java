// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine.queue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow, with numbers of variable length. */
final class Bytes {
    private byte[] bytes = new byte[4096];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    byte[] array() {
        return bytes;
    }

    void addByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void addFixedInt(int value) {
        addByte(value >>> 24);
        addByte(value >>> 16);
        addByte(value >>> 8);
        addByte(value);
    }

    void addFixedLong(long value) {
        addFixedInt((int) (value >>> 32));
        addFixedInt((int) value);
    }

    /** Small numbers of either sign need few bytes. */
    void addLong(long value) {
        addUnsigned((value << 1) ^ (value >> 63));
    }

    /** Small numbers need few bytes; negative ones are large. */
    void addUnsigned(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** In UTF-8 if that keeps the text, which it does not for half of a surrogate pair. */
    void addText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (!hasSurrogates(text) || new String(utf8, StandardCharsets.UTF_8).equals(text)) {
            addUnsigned(utf8.length + 1L);
            addByte(0);
            add(utf8, utf8.length);
            return;
        }
        addUnsigned(2L * text.length() + 1);
        addByte(1);
        for (int i = 0; i < text.length(); i++) {
            addByte(text.charAt(i) >>> 8);
            addByte(text.charAt(i));
        }
    }

    private static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    void addBytes(byte[] added) {
        addUnsigned(added.length);
        add(added, added.length);
    }

    void add(byte[] added, int length) {
        reserve(length);
        System.arraycopy(added, 0, bytes, size, length);
        size += length;
    }

    private void reserve(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length + (bytes.length >> 1), Math.addExact(size, more)));
        }
    }
}

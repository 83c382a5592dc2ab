// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decodes MessagePack from a stream, value by value, in a fixed amount of memory. */
final class MessagePackReader {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_TEXT = 1 << 26;
    private static final int DEEPEST = 100;
    private static final int TIME_EXTENSION = 5;
    private static final int TIME_LENGTH = 12;
    private static final long NANOS = 1_000_000_000L;
    private static final int NIL = 0xc0;

    private final InputStream stream;
    private byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;

    MessagePackReader(InputStream stream) {
        this.stream = stream;
    }

    /** Whether the stream ends here, between two values. */
    boolean atEnd() throws IOException {
        if (position < limit) {
            return false;
        }
        position = 0;
        limit = Math.max(0, stream.read(buffer, 0, buffer.length));
        return limit == 0;
    }

    /** Number of entries of the map that starts here. */
    int mapSize() throws IOException {
        int type = nextByte();
        if ((type & 0xf0) == 0x80) {
            return type & 0x0f;
        }
        return switch (type) {
            case 0xde -> (int) unsigned(2);
            case 0xdf -> length(4);
            default -> throw unexpected("a map", type);
        };
    }

    /** Number of elements of the array that starts here. */
    int arraySize() throws IOException {
        int type = nextByte();
        if ((type & 0xf0) == 0x90) {
            return type & 0x0f;
        }
        return switch (type) {
            case 0xdc -> (int) unsigned(2);
            case 0xdd -> length(4);
            default -> throw unexpected("an array", type);
        };
    }

    /** Skips a nil here; returns whether there was one. */
    boolean nil() throws IOException {
        require(1);
        if ((buffer[position] & 0xff) != NIL) {
            return false;
        }
        position++;
        return true;
    }

    /** The text that starts here. */
    String text() throws IOException {
        return value() instanceof String text ? text : failText();
    }

    /** Nanoseconds since 1970 of the time that starts here. */
    long time() throws IOException {
        require(3 + TIME_LENGTH);
        if ((buffer[position] & 0xff) == 0xc7 && buffer[position + 1] == TIME_LENGTH) {
            position += 2;
            return timeBody();
        }
        return value() instanceof Long nanos ? nanos : failTime();
    }

    /** The value that starts here: Boolean, Long, BigInteger, Double, String, a time as Long of nanoseconds, or null. */
    @Nullable
    Object value() throws IOException {
        int type = nextByte();
        if (type <= 0x7f || type >= 0xe0) {
            return (long) (byte) type;
        }
        if ((type & 0xe0) == 0xa0) {
            return string(type & 0x1f);
        }
        return switch (type) {
            case NIL -> null;
            case 0xc2 -> false;
            case 0xc3 -> true;
            case 0xc4, 0xd9 -> string((int) unsigned(1));
            case 0xc5, 0xda -> string((int) unsigned(2));
            case 0xc6, 0xdb -> string(length(4));
            case 0xca -> (double) Float.intBitsToFloat((int) unsigned(4));
            case 0xcb -> Double.longBitsToDouble(unsigned(8));
            case 0xcc -> unsigned(1);
            case 0xcd -> unsigned(2);
            case 0xce -> unsigned(4);
            case 0xcf -> unsignedLong(unsigned(8));
            case 0xd0 -> (long) (byte) unsigned(1);
            case 0xd1 -> (long) (short) unsigned(2);
            case 0xd2 -> (long) (int) unsigned(4);
            case 0xd3 -> unsigned(8);
            case 0xc7 -> extension((int) unsigned(1));
            default -> throw unexpected("a value", type);
        };
    }

    /** Skips the value that starts here. */
    void skip() throws IOException {
        skip(0);
    }

    private void skip(int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("Expected values nested at most " + DEEPEST + " deep, found deeper ones");
        }
        require(1);
        int type = buffer[position] & 0xff;
        long children = 0;
        if ((type & 0xf0) == 0x80 || type == 0xde || type == 0xdf) {
            children = 2L * mapSize();
        } else if ((type & 0xf0) == 0x90 || type == 0xdc || type == 0xdd) {
            children = arraySize();
        } else {
            value();
        }
        for (long i = 0; i < children; i++) {
            skip(depth + 1);
        }
    }

    private long extension(int length) throws IOException {
        if (length != TIME_LENGTH) {
            throw new IOException("Expected a time of " + TIME_LENGTH + " bytes, found an extension of " + length);
        }
        require(1 + TIME_LENGTH);
        return timeBody();
    }

    /** Reads type, seconds and nanoseconds, which are already in the buffer. */
    private long timeBody() throws IOException {
        int type = buffer[position++];
        if (type != TIME_EXTENSION) {
            throw new IOException("Expected a time, found extension type " + type);
        }
        long seconds = bigEndian(8);
        long nanos = bigEndian(4);
        return seconds * NANOS + nanos;
    }

    private String string(int length) throws IOException {
        require(length);
        String text = new String(buffer, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    private int length(int bytes) throws IOException {
        long length = unsigned(bytes);
        if (length > Integer.MAX_VALUE / 2) {
            throw new IOException("Expected a length that fits into memory, found " + length);
        }
        return (int) length;
    }

    private long unsigned(int bytes) throws IOException {
        require(bytes);
        return bigEndian(bytes);
    }

    private long bigEndian(int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = (value << 8) | (buffer[position++] & 0xff);
        }
        return value;
    }

    private static Object unsignedLong(long bits) {
        return bits >= 0 ? (Object) bits : new BigInteger(Long.toUnsignedString(bits));
    }

    private int nextByte() throws IOException {
        require(1);
        return buffer[position++] & 0xff;
    }

    /** Fills the buffer with at least this number of bytes from the current position on. */
    private void require(int bytes) throws IOException {
        if (limit - position >= bytes) {
            return;
        }
        if (bytes > LONGEST_TEXT) {
            throw new IOException("Expected a text of at most " + LONGEST_TEXT + " bytes, found one of " + bytes);
        }
        byte[] target = bytes > buffer.length ? new byte[bytes + BUFFER] : buffer;
        System.arraycopy(buffer, position, target, 0, limit - position);
        limit -= position;
        position = 0;
        buffer = target;
        while (limit < bytes) {
            int read = stream.read(buffer, limit, buffer.length - limit);
            if (read < 0) {
                throw new EOFException("The answer ends in the middle of a value");
            }
            limit += read;
        }
    }

    private static String failText() throws IOException {
        throw new IOException("Expected text, found another type");
    }

    private static long failTime() throws IOException {
        throw new IOException("Expected a time, found another type");
    }

    private static IOException unexpected(String expected, int type) {
        return new IOException("Expected " + expected + ", found MessagePack type 0x" + Integer.toHexString(type));
    }
}

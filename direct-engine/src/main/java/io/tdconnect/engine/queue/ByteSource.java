// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine.queue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.connect.errors.DataException;

/** Reads what {@link Bytes} contains. */
final class ByteSource {
    private final byte[] bytes;
    private final int end;
    private int next;

    ByteSource(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    boolean atEnd() {
        return next == end;
    }

    int readByte() {
        require(1);
        return bytes[next++];
    }

    int readFixedInt() {
        require(4);
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value = (value << 8) | (bytes[next++] & 0xff);
        }
        return value;
    }

    long readFixedLong() {
        long high = readFixedInt();
        return (high << 32) | (readFixedInt() & 0xffffffffL);
    }

    long readLong() {
        long value = readUnsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    long readUnsigned() {
        long value = 0;
        int shift = 0;
        byte read;
        do {
            require(1);
            read = bytes[next++];
            value |= (read & 0x7fL) << shift;
            shift += 7;
        } while (read < 0);
        return value;
    }

    /** A count of things that need at least a byte each. */
    int readCount() {
        long count = readUnsigned();
        if (count < 0 || count > end - next) {
            throw new DataException("Expected at most " + (end - next) + " in the queue, found " + count);
        }
        return (int) count;
    }

    String readText() {
        int length = readCount();
        int from = next;
        next += length;
        if (bytes[from] == 0) {
            return new String(bytes, from + 1, length - 1, StandardCharsets.UTF_8);
        }
        char[] text = new char[(length - 1) / 2];
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) ((bytes[from + 2 * i + 1] << 8) | (bytes[from + 2 * i + 2] & 0xff));
        }
        return new String(text);
    }

    byte[] readBytes() {
        int length = readCount();
        next += length;
        return Arrays.copyOfRange(bytes, next - length, next);
    }

    private void require(int count) {
        if (end - next < count) {
            throw new DataException("Expected more bytes of a record in the queue");
        }
    }
}

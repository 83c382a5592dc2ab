// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.block;

import io.tdconnect.tdengine.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A column of values of different lengths: an offset for each row, then at each offset a length and bytes. */
final class VariableColumn implements BlockColumn {
    /** The offset of a NULL. */
    static final int NULL = -1;

    private static final int REPLACEMENT = 0xfffd;
    private static final int MOST_TEXTS = 1024;
    private static final long HASH_FACTOR = 0x9e37_79b9_7f4a_7c15L;

    private final ColumnInfo info;
    private final int rows;
    private final byte[] bytes;
    private final int offsets;
    private final int data;
    private final int prefix;
    private final boolean text;

    /** Expects offsets and cells within {@code bytes}. */
    VariableColumn(ColumnInfo info, int rows, byte[] bytes, int offsets, int data) {
        this.info = info;
        this.rows = rows;
        this.bytes = bytes;
        this.offsets = offsets;
        this.data = data;
        this.prefix = prefix(info.type());
        this.text = switch (info.type()) {
            case VARCHAR, NCHAR, JSON -> true;
            default -> false;
        };
    }

    /** Bytes of the length before a cell. */
    static int prefix(ColumnType type) {
        return type == ColumnType.BLOB ? Integer.BYTES : Short.BYTES;
    }

    /** The length at an index. */
    static int size(byte[] bytes, int at, int prefix) {
        return prefix == Short.BYTES ? (short) Cursor.SHORT.get(bytes, at) & 0xffff : (int) Cursor.INT.get(bytes, at);
    }

    @Override
    public ColumnInfo info() {
        return info;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public boolean isNull(int row) {
        return offset(row) == NULL;
    }

    @Override
    public String textAt(int row) {
        int offset = offset(row);
        return switch (info.type()) {
            case VARCHAR, JSON -> offset == NULL ? "" : utf8(offset);
            case NCHAR -> offset == NULL ? "" : utf32(offset);
            default -> throw info.noSuchCell("text");
        };
    }

    @Override
    public byte[] bytesAt(int row) {
        if (info.type() == ColumnType.NCHAR) {
            throw info.noSuchCell("bytes");
        }
        int offset = offset(row);
        return offset == NULL ? new byte[0] : copy(offset);
    }

    @Override
    public @Nullable Object value(int row) {
        return valueAt(offset(row));
    }

    @Override
    public void values(@Nullable Object[] into) {
        Objects.checkFromIndexSize(0, rows, into.length);
        if (!text) {
            for (int row = 0; row < rows; row++) {
                into[row] = valueAt(offsetOf(row));
            }
            return;
        }
        // Cells are often the same text, above all names and tags, which need not be decoded twice.
        int places = Integer.highestOneBit(Math.max(1, Math.min(rows, MOST_TEXTS)));
        int[] known = new int[places];
        Arrays.fill(known, NULL);
        @Nullable Object[] texts = new @Nullable Object[places];
        for (int row = 0; row < rows; row++) {
            int offset = offsetOf(row);
            if (offset == NULL) {
                into[row] = null;
                continue;
            }
            int place = hash(offset) & places - 1;
            if (!same(known[place], offset)) {
                known[place] = offset;
                texts[place] = valueAt(offset);
            }
            into[row] = texts[place];
        }
    }

    private int offsetOf(int row) {
        return (int) Cursor.INT.get(bytes, offsets + Integer.BYTES * row);
    }

    /** A hash of the last bytes, in which names differ. */
    private int hash(int offset) {
        int length = prefix + size(bytes, data + offset, prefix);
        int end = data + offset + length;
        long last = length;
        if (length >= Long.BYTES) {
            last = (long) Cursor.LONG.get(bytes, end - Long.BYTES);
        } else {
            for (int at = data + offset; at < end; at++) {
                last = last << Byte.SIZE | bytes[at];
            }
        }
        long before = length >= 2 * Long.BYTES ? (long) Cursor.LONG.get(bytes, end - 2 * Long.BYTES) : length;
        // The last characters are in the highest bits, and a product does not move them lower.
        return (int) Long.reverseBytes((last * HASH_FACTOR + before) * HASH_FACTOR);
    }

    private @Nullable Object valueAt(int offset) {
        if (offset == NULL) {
            return null;
        }
        return switch (info.type()) {
            case VARCHAR, JSON -> utf8(offset);
            case NCHAR -> utf32(offset);
            default -> copy(offset);
        };
    }

    private boolean same(int offset, int other) {
        if (offset == NULL) {
            return false;
        }
        int length = prefix + size(bytes, data + offset, prefix);
        return length == prefix + size(bytes, data + other, prefix)
                && Arrays.equals(
                        bytes, data + offset, data + offset + length, bytes, data + other, data + other + length);
    }

    private int offset(int row) {
        return offsetOf(Objects.checkIndex(row, rows));
    }

    private String utf8(int offset) {
        return new String(bytes, data + offset + prefix, size(bytes, data + offset, prefix), StandardCharsets.UTF_8);
    }

    private byte[] copy(int offset) {
        int from = data + offset + prefix;
        return Arrays.copyOfRange(bytes, from, from + size(bytes, data + offset, prefix));
    }

    private String utf32(int offset) {
        int from = data + offset + prefix;
        int length = size(bytes, data + offset, prefix) / Integer.BYTES;
        byte[] latin1 = new byte[length];
        for (int i = 0; i < length; i++) {
            int point = (int) Cursor.INT.get(bytes, from + Integer.BYTES * i);
            if (point >>> Byte.SIZE != 0) {
                return wide(from, length);
            }
            latin1[i] = (byte) point;
        }
        return new String(latin1, StandardCharsets.ISO_8859_1);
    }

    private String wide(int from, int length) {
        int[] points = new int[length];
        for (int i = 0; i < length; i++) {
            int point = (int) Cursor.INT.get(bytes, from + Integer.BYTES * i);
            points[i] = Character.isValidCodePoint(point) ? point : REPLACEMENT;
        }
        return new String(points, 0, length);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.file;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a file, or a range of it, is read; the source offset of its records.
 *
 * @param offset of a row in the uncompressed file, in bytes (of its text in UTF-8 if the file is in UTF-16)
 * @param rows how many rows from there on are read, bad lines included
 * @param line number of the line at {@code offset}; 0 if it is not known
 */
public record FilePosition(long offset, long rows, long line) {
    static final String OFFSET = "offset";
    static final String ROWS = "rows";
    static final String LINE = "line";
    static final String START = "start";
    static final String FILE = "path";

    private static final Set<String> FIELDS = Set.of(OFFSET, ROWS, LINE, START, FILE);

    /** At a row. */
    public static FilePosition at(long offset, long line) {
        return new FilePosition(offset, 0, line);
    }

    /** The same, with more rows read. */
    public FilePosition withRows(long read) {
        return new FilePosition(offset, read, line);
    }

    /**
     * As it is stored.
     *
     * @param path of the file, for people
     * @param start hash of the first bytes of the file
     */
    Map<String, Object> toMap(String path, String start) {
        return Map.of(OFFSET, offset, ROWS, rows, LINE, line, START, start, FILE, path);
    }

    /**
     * The position of an offset.
     *
     * @throws IllegalArgumentException if it is malformed; the message says which field is wrong
     */
    public static FilePosition fromMap(Map<String, ?> map) {
        for (String key : map.keySet()) {
            if (!FIELDS.contains(key)) {
                throw new IllegalArgumentException(
                        "expected the fields offset, rows, line, start and path, found " + key);
            }
        }
        fingerprint(map);
        if (map.get(OFFSET) == null) {
            throw new IllegalArgumentException(OFFSET + ": expected a number of bytes, found nothing");
        }
        return new FilePosition(number(map, OFFSET), number(map, ROWS), number(map, LINE));
    }

    /** The hash of the first bytes in an offset; null if it has none, as after a change by hand. */
    static @Nullable Fingerprint fingerprint(Map<String, ?> map) {
        Object text = map.get(START);
        try {
            return text == null ? null : Fingerprint.parse(text.toString());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(START + ": " + e.getMessage(), e);
        }
    }

    private static long number(Map<String, ?> map, String name) {
        Object value = map.get(name);
        if (value == null) {
            return 0;
        }
        try {
            long number = Long.parseLong(value.toString());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": expected a whole number, found another value", e);
        }
        throw new IllegalArgumentException(name + ": expected 0 or more, found less");
    }
}

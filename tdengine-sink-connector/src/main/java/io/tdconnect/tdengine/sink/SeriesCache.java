// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.tdengine.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The series of one database by the text of their measurement and tags, so that this text is parsed and its MD5 taken
 * once a series, not once a line. Looking up copies nothing.
 */
final class SeriesCache {
    /** Beyond so many it starts over. A series takes about 500 bytes. */
    static final int MAX_SERIES = 120_000;

    private static final int FIRST_SLOTS = 1 << 10;
    private static final int MAX_TABLE_NAME = 192;

    private final String database;
    private final Map<SchemalessTable.Key, SchemalessTable> tables = new HashMap<>();
    private @Nullable Entry[] slots = new @Nullable Entry[FIRST_SLOTS];
    private int size;

    SeriesCache(String database) {
        this.database = database;
    }

    /** The hash of a text, character by character from 0. */
    static int hash(int hash, char next) {
        return 31 * hash + next;
    }

    /** The series whose text this is, null if it is not known yet. */
    @Nullable
    Series find(char[] text, int from, int to, int hash) {
        int mask = slots.length - 1;
        for (int slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
            Entry entry = slots[slot];
            if (entry == null) {
                return null;
            }
            if (entry.hash == hash && Arrays.equals(entry.text, 0, entry.text.length, text, from, to)) {
                return entry.series;
            }
        }
    }

    /** Remembers the series of a text. */
    void put(char[] text, int from, int to, int hash, Series series) {
        if (size >= MAX_SERIES) {
            slots = new @Nullable Entry[FIRST_SLOTS];
            size = 0;
            tables.clear();
        } else if (size * 2 >= slots.length) {
            @Nullable Entry[] old = slots;
            slots = new @Nullable Entry[old.length * 2];
            for (Entry entry : old) {
                if (entry != null) {
                    insert(entry);
                }
            }
        }
        insert(new Entry(Arrays.copyOfRange(text, from, to), hash, series));
        size++;
    }

    /**
     * A series that is not known yet.
     *
     * @param measurement as written, with its escapes
     * @param stable the same without escapes
     * @throws MalformedTextException if a name is too long
     */
    Series create(String measurement, String stable, List<String> tags, List<ColumnType> types, Object[] values)
            throws MalformedTextException {
        int bytes = stable.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > MAX_TABLE_NAME) {
            throw new MalformedTextException(
                    "expected the name of a measurement of 1 to " + MAX_TABLE_NAME + " bytes, found one of " + bytes,
                    -1);
        }
        String name = SeriesName.of(measurement, tags, types, values);
        String table = stable.replace('.', '_');
        return tags.isEmpty()
                ? new Series(
                        table(table, List.of(SchemalessTable.NO_TAG), List.of(ColumnType.NCHAR)),
                        name,
                        new @Nullable Object[1])
                : new Series(table(table, List.copyOf(tags), List.copyOf(types)), name, values);
    }

    private SchemalessTable table(String stable, List<String> tags, List<ColumnType> types) {
        return tables.computeIfAbsent(new SchemalessTable.Key(database, stable, tags, types), SchemalessTable::new);
    }

    private void insert(Entry entry) {
        int mask = slots.length - 1;
        int slot = spread(entry.hash) & mask;
        while (slots[slot] != null) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = entry;
    }

    private static int spread(int hash) {
        return hash ^ (hash >>> 16);
    }

    private static final class Entry {
        final char[] text;
        final int hash;
        final Series series;

        Entry(char[] text, int hash, Series series) {
            this.text = text;
            this.hash = hash;
            this.series = series;
        }
    }
}

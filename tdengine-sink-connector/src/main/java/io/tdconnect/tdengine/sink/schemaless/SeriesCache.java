// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.MalformedTextException;
import io.tdconnect.tdengine.sink.row.RetainedBytes;
import io.tdconnect.tdengine.sink.schemaless.SchemalessTable.PointShape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * The series of one database by the text of their measurement and tags, so that this text is parsed and its MD5 computed
 * once for each series, not for each line. Lookups copy nothing.
 */
final class SeriesCache {
    /** Longer texts have more in their tags than a table can have; they are parsed for each point. */
    static final int MAX_TEXT = 16_384 + 192;

    private static final int FIRST_SLOTS = 1 << 10;
    private static final int MAX_TABLE_NAME = 192;
    /** Characters of the name of a subtable, and the other objects of a series beyond an entry. */
    private static final int SERIES = 100;

    private final String database;
    private final Map<SchemalessTable.Key, SchemalessTable> tables = new HashMap<>();
    private final RetainedBytes retained;
    // Random for each cache, so that nobody can choose texts that fall into the same slot.
    private final long multiplier = ThreadLocalRandom.current().nextLong() | 1;
    private @Nullable Entry[] slots = new @Nullable Entry[FIRST_SLOTS];
    private int size;

    /** The points with the same measurement and tags: a subtable. */
    static final class Series {
        final SchemalessTable table;
        /** Name of the subtable. */
        final String name;
        /** The values of the tags in the order of the table. */
        final @Nullable Object[] tags;

        /** The shape of the previous point. */
        @Nullable
        PointShape lastShape;

        Series(SchemalessTable table, String name, @Nullable Object[] tags) {
            this.table = table;
            this.name = name;
            this.tags = tags;
        }
    }

    /** @param retained counts the cached series */
    SeriesCache(String database, RetainedBytes retained) {
        this.database = database;
        this.retained = retained;
    }

    /**
     * The multiplier for hashes of texts: starting from 0, each hash is the previous one times this number plus the next
     * character.
     */
    long multiplier() {
        return multiplier;
    }

    /** The series with this text; null if it is not known yet. */
    @Nullable
    Series find(char[] text, int from, int to, long hash) {
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
    void put(char[] text, int from, int to, long hash, Series series) {
        if (to - from > MAX_TEXT) {
            return;
        }
        if (retained.isFull()) {
            forget();
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
        // The text is stored here, and again in the values of the tags.
        retained.add(2L * (to - from) + SERIES);
    }

    private void forget() {
        slots = new @Nullable Entry[FIRST_SLOTS];
        size = 0;
        tables.clear();
    }

    /**
     * Creates a series that is not known yet.
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
        checkName(stable);
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
        SchemalessTable.Key key = new SchemalessTable.Key(database, stable, tags, types);
        SchemalessTable table = tables.get(key);
        if (table == null) {
            table = new SchemalessTable(key, retained);
            tables.put(key, table);
            retained.add(tags);
        }
        return table;
    }

    private static void checkName(String stable) throws MalformedTextException {
        try {
            Identifiers.tableName(stable.replace('.', '_'));
        } catch (DataException e) {
            throw new MalformedTextException(String.valueOf(e.getMessage()), -1, Fault.BAD_NAME);
        }
    }

    private void insert(Entry entry) {
        int mask = slots.length - 1;
        int slot = spread(entry.hash) & mask;
        while (slots[slot] != null) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = entry;
    }

    private static int spread(long hash) {
        return (int) ((hash * 0x9E3779B97F4A7C15L) >>> Integer.SIZE);
    }

    private static final class Entry {
        final char[] text;
        final long hash;
        final Series series;

        Entry(char[] text, long hash, Series series) {
            this.text = text;
            this.hash = hash;
            this.series = series;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.write;

import io.tdconnect.backup.format.Layout;
import io.tdconnect.backup.format.StoredTable;
import io.tdconnect.common.record.Routing;
import io.tdconnect.common.record.RoutingHeaders;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Reads rows and metadata events from records. For use by one thread. */
final class EntryReader {
    private static final int MOST_KNOWN = 100_000;

    private final String database;
    private final Map<Key, Known> tables = new HashMap<>();
    private final Map<LayoutKey, Layout> layouts = new HashMap<>();

    private record Key(String database, String table) {}

    private record LayoutKey(
            Schema schema,
            @Nullable List<String> tags,
            @Nullable String timestamp) {}

    /** A table as an earlier row had it. */
    private record Known(LayoutKey layout, StoredTable table) {}

    /**
     * A reader.
     *
     * @param database of records that do not contain it; empty to refuse them
     */
    EntryReader(String database) {
        this.database = database;
    }

    /**
     * Adds the entries of a record.
     *
     * @throws DataException if it is not a row or event of a table; nothing is added then
     */
    void read(SinkRecord entry, List<StoredEntry> entries) {
        String event = RoutingHeaders.read(entry.headers(), RoutingHeaders.METADATA);
        if (event != null) {
            if (!(entry.value() instanceof String json)) {
                throw new DataException("Expected a metadata event as text, found " + nameOf(entry.value()));
            }
            String named = RoutingHeaders.read(entry.headers(), RoutingHeaders.DATABASE);
            entries.add(new StoredEntry.Event(database(named), event, json));
            return;
        }
        int before = entries.size();
        try {
            if (entry.value() instanceof List<?> rows) {
                List<Routing> routings = Routing.readRows(entry.headers(), rows.size());
                for (int i = 0; i < rows.size(); i++) {
                    entries.add(row(routings.get(i), rows.get(i)));
                }
            } else {
                entries.add(row(Routing.read(entry.headers()), entry.value()));
            }
        } catch (DataException e) {
            entries.subList(before, entries.size()).clear();
            throw e;
        }
    }

    private StoredEntry row(Routing routing, @Nullable Object value) {
        if (!(value instanceof Struct struct)) {
            throw new DataException(
                    "Expected a row as a Struct, as the TDengine source sends it (and a converter that keeps"
                            + " schemas, such as JsonConverter with schemas.enable=true), found " + nameOf(value));
        }
        String name = routing.table();
        if (name == null || name.isEmpty()) {
            throw new DataException("Expected the table of a row in the header " + RoutingHeaders.TABLE
                    + ", found none; set routing.headers=minimal or all in the source");
        }
        String inDatabase = database(routing.database());
        Key key = new Key(inDatabase, name);
        LayoutKey layout = new LayoutKey(struct.schema(), routing.tags(), routing.timestampField());
        Known known = tables.get(key);
        if (known == null || !same(known, layout, routing, struct)) {
            if (tables.size() >= MOST_KNOWN) {
                tables.clear();
                layouts.clear();
            }
            known = new Known(layout, table(name, routing, layout, struct));
            tables.put(key, known);
        }
        return new StoredEntry.Row(inDatabase, known.table, struct);
    }

    @SuppressWarnings("ReferenceEquality") // Comparing equal schemas takes longer than making the table again.
    private static boolean same(Known known, LayoutKey layout, Routing routing, Struct struct) {
        return known.layout.schema == layout.schema
                && Objects.equals(known.layout.tags, layout.tags)
                && Objects.equals(known.layout.timestamp, layout.timestamp)
                && Objects.equals(known.table.stable(), routing.stable())
                && known.table.hasTags(tags(known.table.layout(), struct));
    }

    private StoredTable table(String name, Routing routing, LayoutKey key, Struct struct) {
        Layout layout = layouts.computeIfAbsent(
                key, made -> Layout.of(made.schema, made.tags == null ? List.of() : made.tags, made.timestamp));
        return new StoredTable(name, routing.stable(), layout, tags(layout, struct));
    }

    private static @Nullable Object[] tags(Layout layout, Struct struct) {
        List<String> names = layout.tagNames();
        @Nullable Object[] tags = new @Nullable Object[names.size()];
        Arrays.setAll(tags, i -> struct.get(names.get(i)));
        return tags;
    }

    private String database(@Nullable String named) {
        String chosen = named == null || named.isEmpty() ? database : named;
        if (chosen.isEmpty()) {
            throw new DataException("Expected the database of a record in the header " + RoutingHeaders.DATABASE
                    + " or in the option " + WriteOptions.DATABASE + ", found none");
        }
        return chosen;
    }

    private static String nameOf(@Nullable Object value) {
        return value == null ? "null" : value.getClass().getSimpleName();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.store;

import io.tdconnect.emulator.engine.sql.ColumnSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The columns and tags of a supertable and its subtables, or the columns of a normal table. */
public final class Schema {
    private static final AtomicLong UIDS = new AtomicLong(1L << 40);

    private final List<Definition> columns = new ArrayList<>();
    private final List<Definition> tags = new ArrayList<>();
    private final int firstColumns;
    private int nextId;
    private int version;

    public Schema(List<ColumnSpec> columns, List<ColumnSpec> tags) {
        columns.forEach(column -> add(column, false));
        firstColumns = nextId;
        tags.forEach(tag -> add(tag, true));
    }

    /** A copy that later changes do not affect. */
    public Schema copy() {
        Schema copy = new Schema(List.of(), List.of());
        copy.columns.addAll(columns);
        copy.tags.addAll(tags);
        return copy;
    }

    public Definition add(ColumnSpec spec, boolean tag) {
        Definition definition =
                new Definition(nextId++, spec.name(), spec.type(), spec.length(), spec.scale(), spec.primaryKey());
        list(tag).add(definition);
        changed(tag);
        return definition;
    }

    public void remove(Definition definition, boolean tag) {
        list(tag).remove(definition);
        changed(tag);
    }

    /** A number that changes with each change of the columns, and not with tags. */
    public int version() {
        return version;
    }

    private void changed(boolean tag) {
        version += tag ? 0 : 1;
    }

    public List<Definition> columns() {
        return columns;
    }

    public List<Definition> tags() {
        return tags;
    }

    public List<Definition> list(boolean tag) {
        return tag ? tags : columns;
    }

    /** Whether the table was created with this column. */
    public boolean original(Definition column) {
        return column.id() < firstColumns;
    }

    static long nextUid() {
        return UIDS.incrementAndGet();
    }

    public Definition time() {
        return columns.get(0);
    }

    /** The second part of the key, or null. */
    @Nullable
    public Definition key() {
        return columns.size() > 1 && columns.get(1).primaryKey() ? columns.get(1) : null;
    }

    @Nullable
    public Definition column(String name) {
        return find(columns, name);
    }

    @Nullable
    public Definition tag(String name) {
        return find(tags, name);
    }

    private static @Nullable Definition find(List<Definition> list, String name) {
        for (Definition definition : list) {
            if (definition.name().equals(name)) {
                return definition;
            }
        }
        return null;
    }

    public void replace(Definition old, Definition now, boolean tag) {
        list(tag).set(list(tag).indexOf(old), now);
        changed(tag);
    }
}

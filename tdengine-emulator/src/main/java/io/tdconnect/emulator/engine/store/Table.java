// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.store;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table that holds rows: a subtable or a normal table. */
public final class Table {
    private final String name;
    private final @Nullable SuperTable stable;
    private final Schema schema;
    private final Vgroup vgroup;
    private final long uid = Schema.nextUid();
    private final long created = System.currentTimeMillis();
    private final Map<Integer, Object> tags = new HashMap<>();
    private final RowStore rows;
    private boolean dropped;

    public Table(String name, @Nullable SuperTable stable, Schema schema, Vgroup vgroup) {
        this.name = name;
        this.stable = stable;
        this.schema = schema;
        this.vgroup = vgroup;
        this.rows = new RowStore(schema);
    }

    public String name() {
        return name;
    }

    @Nullable
    public SuperTable stable() {
        return stable;
    }

    public Schema schema() {
        return schema;
    }

    public Vgroup vgroup() {
        return vgroup;
    }

    public long uid() {
        return uid;
    }

    public boolean dropped() {
        return dropped;
    }

    void drop() {
        dropped = true;
    }

    /** Milliseconds since 1970. */
    public long created() {
        return created;
    }

    public RowStore rows() {
        return rows;
    }

    @Nullable
    public Object tag(Definition tag) {
        return tags.get(tag.id());
    }

    public void setTag(Definition tag, @Nullable Object value) {
        if (value == null) {
            tags.remove(tag.id());
        } else {
            tags.put(tag.id(), value);
        }
    }
}

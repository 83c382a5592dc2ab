// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator.engine;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table that holds rows: a subtable or a normal table. */
final class Table {
    private final String name;
    private final @Nullable SuperTable stable;
    private final Schema schema;
    private final Vgroup vgroup;
    private final long uid = Schema.nextUid();
    private final long created = System.currentTimeMillis();
    private final Map<Integer, Object> tags = new HashMap<>();
    private final RowStore rows;
    private boolean dropped;

    Table(String name, @Nullable SuperTable stable, Schema schema, Vgroup vgroup) {
        this.name = name;
        this.stable = stable;
        this.schema = schema;
        this.vgroup = vgroup;
        this.rows = new RowStore(schema);
    }

    String name() {
        return name;
    }

    @Nullable
    SuperTable stable() {
        return stable;
    }

    Schema schema() {
        return schema;
    }

    Vgroup vgroup() {
        return vgroup;
    }

    long uid() {
        return uid;
    }

    boolean dropped() {
        return dropped;
    }

    void drop() {
        dropped = true;
    }

    /** Milliseconds since 1970. */
    long created() {
        return created;
    }

    RowStore rows() {
        return rows;
    }

    @Nullable
    Object tag(Definition tag) {
        return tags.get(tag.id());
    }

    void setTag(Definition tag, @Nullable Object value) {
        if (value == null) {
            tags.remove(tag.id());
        } else {
            tags.put(tag.id(), value);
        }
    }
}

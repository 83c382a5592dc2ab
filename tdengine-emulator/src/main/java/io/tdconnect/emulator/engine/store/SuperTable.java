// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A supertable and its subtables in the order of their creation. */
public final class SuperTable {
    private final String name;
    private final Schema schema;
    private final long uid = Schema.nextUid();
    private final long created = System.currentTimeMillis();
    private final Map<String, Table> children = new LinkedHashMap<>();
    private int transactions;
    private @Nullable Schema held;

    public SuperTable(String name, Schema schema) {
        this.name = name;
        this.schema = schema;
    }

    public String name() {
        return name;
    }

    public Schema schema() {
        return schema;
    }

    public long uid() {
        return uid;
    }

    public long created() {
        return created;
    }

    public Map<String, Table> children() {
        return children;
    }

    public boolean inTransaction() {
        return transactions > 0;
    }

    public void beginTransaction() {
        transactions++;
    }

    public void endTransaction() {
        transactions--;
    }

    /** Makes the gateway keep this definition; null for the true one. */
    public void hold(@Nullable Schema definition) {
        held = definition;
    }

    /** The column or tag as the gateway knows it; null if the supertable does not have it. */
    @Nullable
    public Definition known(String column, boolean tag) {
        Schema known = held == null ? schema : held;
        return tag ? known.tag(column) : known.column(column);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A supertable and its subtables in the order of their creation. */
final class SuperTable {
    private final String name;
    private final Schema schema;
    private final long uid = Schema.nextUid();
    private final long created = System.currentTimeMillis();
    private final Map<String, Table> children = new LinkedHashMap<>();
    private int transactions;
    private @Nullable Schema held;

    SuperTable(String name, Schema schema) {
        this.name = name;
        this.schema = schema;
    }

    String name() {
        return name;
    }

    Schema schema() {
        return schema;
    }

    long uid() {
        return uid;
    }

    long created() {
        return created;
    }

    Map<String, Table> children() {
        return children;
    }

    boolean inTransaction() {
        return transactions > 0;
    }

    void beginTransaction() {
        transactions++;
    }

    void endTransaction() {
        transactions--;
    }

    /** Lets the gateway go on with the definition as it is now, or, with null, with the true one. */
    void hold(@Nullable Schema definition) {
        held = definition;
    }

    /** The column or tag as the gateway knows it; null for none. */
    @Nullable
    Definition known(String column, boolean tag) {
        Schema known = held == null ? schema : held;
        return tag ? known.tag(column) : known.column(column);
    }
}

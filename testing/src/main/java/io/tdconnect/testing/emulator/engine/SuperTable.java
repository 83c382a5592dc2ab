// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/** A supertable and its subtables in the order of their creation. */
final class SuperTable {
    private final String name;
    private final Schema schema;
    private final long uid = Schema.nextUid();
    private final long created = System.currentTimeMillis();
    private final Map<String, Table> children = new LinkedHashMap<>();

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
}

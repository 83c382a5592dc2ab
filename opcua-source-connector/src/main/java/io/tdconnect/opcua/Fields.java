// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Fields of a row in their order. */
final class Fields {
    private final List<String> names = new ArrayList<>();
    private final List<Schema> schemas = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    void add(String name, Schema schema, @Nullable Object value) {
        names.add(name);
        schemas.add(schema);
        values.add(value);
    }

    int size() {
        return names.size();
    }

    String name(int field) {
        return names.get(field);
    }

    Schema schema(int field) {
        return schemas.get(field);
    }

    @Nullable
    Object value(int field) {
        return values.get(field);
    }

    int indexOf(String name) {
        return names.indexOf(name);
    }

    void replace(int field, @Nullable Object value) {
        values.set(field, value);
    }

    List<String> names() {
        return names;
    }

    List<Schema> schemas() {
        return schemas;
    }
}

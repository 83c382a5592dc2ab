// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.record;

import io.tdconnect.common.source.RecordSizeLimit;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Fields of a row in their order. */
public final class Fields {
    /** In bytes; the longest text that a column of TDengine has. */
    private static final int LARGE = 65_535;

    private final List<String> names = new ArrayList<>();
    private final List<Schema> schemas = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    public void add(String name, Schema schema, @Nullable Object value) {
        names.add(name);
        schemas.add(schema);
        values.add(value);
    }

    public int size() {
        return names.size();
    }

    public String name(int field) {
        return names.get(field);
    }

    public Schema schema(int field) {
        return schemas.get(field);
    }

    @Nullable
    public Object value(int field) {
        return values.get(field);
    }

    int indexOf(String name) {
        return names.indexOf(name);
    }

    void replace(int field, @Nullable Object value) {
        values.set(field, value);
    }

    /** Makes null what its schema does not allow, and what is so large that a record cannot hold it beside others. */
    public void clearUnfit() {
        for (int i = 0; i < size(); i++) {
            try {
                ConnectSchema.validateValue(names.get(i), schemas.get(i), values.get(i));
                if (RecordSizeLimit.size(values.get(i)) > LARGE) {
                    values.set(i, null);
                }
            } catch (DataException e) {
                values.set(i, null);
            }
        }
    }

    public List<@Nullable Object> values() {
        return values;
    }

    public List<String> names() {
        return names;
    }

    List<Schema> schemas() {
        return schemas;
    }
}

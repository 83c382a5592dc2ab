// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.record;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Makes structs of rows.
 *
 * @param list whether values are lists of them
 */
public record StructValues(RowShape shape, boolean list) implements RowValues {
    @Override
    public Schema schema() {
        return list ? shape.listSchema() : shape.schema();
    }

    @Override
    public Object of(List<@Nullable Object[]> rows) {
        if (!list) {
            return struct(rows.get(0));
        }
        List<Struct> structs = new ArrayList<>(rows.size());
        for (@Nullable Object[] row : rows) {
            structs.add(struct(row));
        }
        return structs;
    }

    private Struct struct(@Nullable Object[] row) {
        Struct struct = new Struct(shape.schema());
        List<Field> fields = shape.fields();
        for (int i = 0; i < row.length; i++) {
            // Each put is checked against the schema, which is the main cost.
            if (row[i] != null) {
                struct.put(fields.get(i), row[i]);
            }
        }
        return struct;
    }
}

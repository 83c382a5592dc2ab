// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Makes Structs of fields; rows with the same fields share their schema. For use by one thread. */
public final class RowSchemas {
    private static final int LIMIT = 20_000;

    private final Map<Shape, Schema> known = new HashMap<>();

    public Struct row(Fields fields) {
        Shape shape = new Shape(fields.names(), fields.schemas());
        Schema schema = known.get(shape);
        if (schema == null) {
            if (known.size() >= LIMIT) {
                known.clear();
            }
            Shape kept = new Shape(List.copyOf(fields.names()), List.copyOf(fields.schemas()));
            schema = build(kept);
            known.put(kept, schema);
        }
        Struct row = new Struct(schema);
        List<Field> target = schema.fields();
        for (int i = 0; i < target.size(); i++) {
            row.put(target.get(i), fields.value(i));
        }
        return row;
    }

    private static Schema build(Shape shape) {
        SchemaBuilder builder = SchemaBuilder.struct().optional();
        for (int i = 0; i < shape.names.size(); i++) {
            builder.field(shape.names.get(i), shape.schemas.get(i));
        }
        return builder.build();
    }

    /** The hash leaves out the schemas, whose own takes long; fields of one name mostly have one type. */
    private record Shape(List<String> names, List<Schema> schemas) {
        @Override
        public int hashCode() {
            return names.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Shape shape && names.equals(shape.names) && schemas.equals(shape.schemas);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.record;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** Marks in a schema that the field identifies a row together with the timestamp. */
public final class CompositeKey {
    /** Parameter of the schema: {@code true} for such a field. */
    public static final String PARAMETER = "td.key";

    private CompositeKey() {}

    /** The schema of a primitive type with the mark. */
    public static Schema mark(Schema schema) {
        SchemaBuilder marked = SchemaBuilder.type(schema.type()).name(schema.name());
        if (schema.isOptional()) {
            marked.optional();
        }
        if (schema.version() != null) {
            marked.version(schema.version());
        }
        if (schema.parameters() != null) {
            marked.parameters(schema.parameters());
        }
        return marked.parameter(PARAMETER, "true").build();
    }

    /** Whether a schema has the mark. */
    public static boolean isMarked(@Nullable Schema schema) {
        return schema != null
                && schema.parameters() != null
                && "true".equals(schema.parameters().get(PARAMETER));
    }
}

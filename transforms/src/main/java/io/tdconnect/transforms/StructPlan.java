// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.transforms.TableColumns.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Where in Structs of one schema the fields of a table are; null for those that the schema lacks.
 *
 * @param schema of the Structs
 * @param columns sources of the named columns
 * @param rest sources of all other fields, as far as they are wanted
 * @param tags sources of the tags
 */
@SuppressWarnings("ArrayRecordComponent") // Read per record and never compared.
record StructPlan(
        Schema schema,
        @Nullable Source[] columns,
        Source[] rest,
        @Nullable Source[] tags) {

    static StructPlan of(Schema schema, TableColumns fields, Set<String> named) {
        List<Source> rest = new ArrayList<>();
        if (fields.rest()) {
            for (Field field : schema.fields()) {
                if (!named.contains(field.name())) {
                    rest.add(new Source(field.name(), List.of(field)));
                }
            }
        }
        return new StructPlan(
                schema, sources(schema, fields.columns()), rest.toArray(new Source[0]), sources(schema, fields.tags()));
    }

    private static @Nullable Source[] sources(Schema schema, List<Target> targets) {
        @Nullable Source[] sources = new Source[targets.size()];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = source(schema, targets.get(i));
        }
        return sources;
    }

    private static @Nullable Source source(Schema schema, Target target) {
        Field whole = schema.field(target.choice().text());
        if (whole != null) {
            return new Source(target.name(), List.of(whole));
        }
        List<Field> fields = new ArrayList<>();
        Schema around = schema;
        for (String name : target.choice().path()) {
            Field field = around.type() == Schema.Type.STRUCT ? around.field(name) : null;
            if (field == null) {
                return null;
            }
            fields.add(field);
            around = field.schema();
        }
        return new Source(target.name(), fields);
    }

    /** A field of a Struct, or of a Struct inside of it. */
    static final class Source {
        private final String name;
        private final Field outermost;
        private final List<Field> inner;
        private final Schema schema;

        Source(String name, List<Field> fields) {
            this.name = name;
            this.outermost = fields.get(0);
            this.inner = List.copyOf(fields.subList(1, fields.size()));
            this.schema = fields.get(fields.size() - 1).schema();
        }

        String name() {
            return name;
        }

        Schema schema() {
            return schema;
        }

        @Nullable
        Object read(Struct row) {
            Object value = row.get(outermost);
            for (int i = 0; i < inner.size() && value != null; i++) {
                value = ((Struct) value).get(inner.get(i));
            }
            return value;
        }
    }
}

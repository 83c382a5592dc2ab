// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.table;

import io.tdconnect.transforms.field.FieldChoice;
import io.tdconnect.transforms.table.TableColumns.Target;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * The sources of the fields of a table in Structs of one schema; null for fields that the schema lacks, and those of several
 * places.
 *
 * @param schema of the Structs
 * @param columns sources of the named columns
 * @param rest sources of all other fields, if they are included
 * @param tags sources of the tags
 */
@SuppressWarnings("ArrayRecordComponent") // Read per record and never compared.
record StructMapping(
        Schema schema,
        @Nullable Source[] columns,
        Source[] rest,
        @Nullable Source[] tags) {

    static StructMapping of(Schema schema, TableColumns fields) {
        List<Source> rest = fields.rest() ? rest(schema, fields.named()) : List.of();
        return new StructMapping(
                schema, sources(schema, fields.columns()), rest.toArray(new Source[0]), sources(schema, fields.tags()));
    }

    private static List<Source> rest(Schema schema, List<FieldChoice> named) {
        RemainingFields root = RemainingFields.of(named, name -> schema.field(name) != null);
        List<Source> rest = new ArrayList<>();
        for (Field field : schema.fields()) {
            RemainingFields place = root.inner(field.name());
            Schema left = place == null ? field.schema() : place.schema(field.schema());
            if (left != null) {
                rest.add(new Source(field.name(), field, List.of(), left, place));
            }
        }
        return rest;
    }

    private static @Nullable Source[] sources(Schema schema, List<Target> targets) {
        @Nullable Source[] sources = new Source[targets.size()];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = source(schema, targets.get(i));
        }
        return sources;
    }

    private static @Nullable Source source(Schema schema, Target target) {
        FieldChoice choice = target.choice();
        Schema wanted = choice.places() == null ? choice.schema(schema) : null;
        if (wanted == null) {
            return null;
        }
        Field whole = schema.field(choice.text());
        List<String> path = choice.path();
        return whole != null
                ? new Source(target.name(), whole, List.of(), wanted, null)
                : new Source(target.name(), schema.field(path.get(0)), path.subList(1, path.size()), wanted, null);
    }

    /**
     * A field of a Struct, or a nested field.
     *
     * @param name of the field in the row
     * @param outermost the field of the Struct
     * @param inner names and indexes below it
     * @param schema of the values
     * @param place where named fields are removed from the values; null if nowhere
     */
    record Source(
            String name,
            Field outermost,
            List<String> inner,
            Schema schema,
            @Nullable RemainingFields place) {
        @Nullable
        Object valueIn(Struct row) {
            Object value = row.get(outermost);
            for (int i = 0; i < inner.size() && value != null; i++) {
                value = FieldChoice.child(value, inner.get(i));
            }
            if (place == null) {
                return value;
            }
            Object left = place.of(value, schema);
            return left == RemainingFields.NOTHING ? null : left;
        }
    }
}

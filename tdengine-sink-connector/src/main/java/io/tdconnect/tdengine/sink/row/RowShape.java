// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.row;

import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.sink.table.FirstValues;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** The properties that all rows with the same fields and target share; compared by identity. */
public final class RowShape {
    public final String database;
    /** The supertable, or the table itself if it has none. */
    public final String stable;

    public final RowKind kind;
    public final List<String> names;
    /** Index of the primary timestamp in {@link #names}. */
    public final int timestamp;

    /** Fields for which {@link FirstValues} has no answer; only for the thread that maps. */
    public int[] unanswered;

    private final String fullName;
    private final List<@Nullable Schema> schemas;
    private final Set<String> tags;
    private final @Nullable List<ColumnType> types;

    public RowShape(
            String database,
            String stable,
            List<String> names,
            List<@Nullable Schema> schemas,
            Set<String> tags,
            int timestamp) {
        this.database = database;
        this.stable = stable;
        this.fullName = database + '.' + stable;
        this.names = List.copyOf(names);
        this.schemas = schemas;
        this.tags = Set.copyOf(tags);
        this.timestamp = timestamp;
        this.kind = RowKind.SUBTABLE;
        this.types = null;
        this.unanswered = fieldsBeside(timestamp, names.size());
    }

    private RowShape(RowShape shape, RowKind kind, @Nullable List<ColumnType> types) {
        this.kind = kind;
        this.database = shape.database;
        this.stable = shape.stable;
        this.fullName = shape.fullName;
        this.names = shape.names;
        this.schemas = shape.schemas;
        this.tags = shape.tags;
        this.timestamp = shape.timestamp;
        this.types = types == null ? null : List.copyOf(types);
        this.unanswered = kind == RowKind.DELETION ? new int[0] : fieldsBeside(timestamp, names.size());
    }

    private static int[] fieldsBeside(int timestamp, int fields) {
        return IntStream.range(0, fields).filter(field -> field != timestamp).toArray();
    }

    /** The same fields with the types that schemaless text declares, one for each field. */
    public RowShape withTypes(List<ColumnType> declared) {
        return new RowShape(this, kind, declared);
    }

    /** The same fields for rows of another kind. */
    RowShape of(RowKind other) {
        return other == kind ? this : new RowShape(this, other, types);
    }

    /** Schemas for fields without one: all null. */
    public static List<@Nullable Schema> withoutSchemas(int fields) {
        return Collections.unmodifiableList(Arrays.asList(new @Nullable Schema[fields]));
    }

    public int fields() {
        return names.size();
    }

    @Nullable
    public Schema schema(int field) {
        return schemas.get(field);
    }

    /** The type that text declares for a field; null if the schema or the values determine it. */
    @Nullable
    public ColumnType type(int field) {
        return types == null ? null : types.get(field);
    }

    /** Whether the rows come from schemaless text: their new columns follow the rules of the server for such text. */
    public boolean isSchemaless() {
        return types != null;
    }

    public boolean isTag(int field) {
        return kind == RowKind.SUBTABLE && tags.contains(names.get(field));
    }

    /** Names of the fields that are tags, including fields that the rows lack. */
    public Set<String> tags() {
        return kind == RowKind.SUBTABLE ? tags : Set.of();
    }

    public String fullName() {
        return fullName;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.record;

import io.tdconnect.common.record.CompositeKey;
import io.tdconnect.common.record.DeclaredType;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * The columns and tags of rows with their schemas; all tables with the same ones share it, because building it is expensive.
 *
 * @param precision of times
 * @param columns in the order of the table
 * @param tags after the columns; empty if rows hold none
 * @param schema of a row: a struct of the columns and the tags
 * @param listSchema of several rows
 * @param fields of the schema
 */
public record RowShape(
        Precision precision,
        List<Column> columns,
        List<Column> tags,
        Schema schema,
        Schema listSchema,
        List<Field> fields) {

    /** The shape of these columns and tags; the first column is the primary timestamp, which is never null. */
    public static RowShape ofTable(Precision precision, List<Column> columns, List<Column> tags) {
        return of(precision, columns, tags, true);
    }

    /** The shape of a query's result, whose columns may all be null. */
    public static RowShape ofResult(Precision precision, List<Column> columns) {
        return of(precision, columns, List.of(), false);
    }

    /** Whether a field is a DECIMAL. */
    boolean isDecimal(int field) {
        return (field < columns.size() ? columns.get(field) : tags.get(field - columns.size())).scale() >= 0;
    }

    /** Names of the tags. */
    List<String> tagNames() {
        return tags.stream().map(Column::name).toList();
    }

    private static RowShape of(Precision precision, List<Column> columns, List<Column> tags, boolean keyed) {
        SchemaBuilder builder = SchemaBuilder.struct();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            boolean key = keyed && i == 0 && column.type() == ColumnType.TIMESTAMP;
            builder.field(column.name(), key ? Timestamp.schema(precision) : schema(column, precision));
        }
        tags.forEach(tag -> builder.field(tag.name(), schema(tag, precision)));
        Schema schema = builder.build();
        return new RowShape(
                precision,
                List.copyOf(columns),
                List.copyOf(tags),
                schema,
                SchemaBuilder.array(schema).build(),
                schema.fields());
    }

    private static Schema schema(Column column, Precision precision) {
        Schema typed = typed(column, precision);
        return column.compositeKey() ? CompositeKey.mark(typed) : typed;
    }

    /** The schema with the type of TDengine as a parameter where several types have the same schema. */
    private static Schema typed(Column column, Precision precision) {
        if (column.scale() >= 0) {
            return Decimal.builder(column.scale())
                    .optional()
                    .parameter(
                            DeclaredType.PARAMETER,
                            column.type().sql() + "(" + column.length() + "," + column.scale() + ")")
                    .build();
        }
        Schema plain = column.type().schema(precision);
        if (ColumnType.of(plain) == column.type() && !column.type().hasLength()) {
            return plain;
        }
        String length = column.type().hasLength() ? "(" + column.length() + ")" : "";
        return DeclaredType.schema(plain.type(), column.type().sql() + length);
    }

    /** The shapes of a database's tables, one for all tables with the same columns and tags. For use by one thread. */
    public static final class Cache {
        private static final int MOST = 1_000;

        private final Precision precision;
        private final Map<List<List<Column>>, RowShape> shapes = new HashMap<>();

        public Cache(Precision precision) {
            this.precision = precision;
        }

        public Precision precision() {
            return precision;
        }

        public RowShape of(List<Column> columns, List<Column> tags) {
            if (shapes.size() >= MOST) {
                shapes.clear();
            }
            return shapes.computeIfAbsent(List.of(columns, tags), key -> RowShape.ofTable(precision, columns, tags));
        }
    }
}

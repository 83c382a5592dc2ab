// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.record.Routing;
import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.common.template.RecordVariables;
import io.tdconnect.common.template.Template;
import io.tdconnect.tdengine.Identifiers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Turns records into rows; depends on nothing but the record and the configuration. For use by one thread. */
final class RecordMapper implements RowMapper {
    // Shapes multiply only where field names are data; then starting over beats running out of memory.
    private static final int MAX_SHAPES = 10_000;

    private final RowRouting routing;
    private final NullValues nullValues;
    private final Map<ShapeKey, RowShape> shapes = new HashMap<>();
    private @Nullable ShapeKey lastKey;
    private @Nullable RowShape lastShape;

    RecordMapper(RowRouting routing, NullValues nullValues) {
        this.routing = routing;
        this.nullValues = nullValues;
    }

    @Override
    public List<Row> map(SinkRecord entry, List<BadRecord> bad) {
        try {
            return map(entry);
        } catch (DataException e) {
            bad.add(new BadRecord(entry, e));
            return List.of();
        }
    }

    /**
     * The rows of a record: none for a null value that is ignored, one for a Struct or Map, several for a list.
     *
     * @throws DataException if one of them cannot be mapped
     */
    List<Row> map(SinkRecord entry) {
        Object value = entry.value();
        if (value == null) {
            if (nullValues == NullValues.IGNORE) {
                return List.of();
            }
            throw new DataException(
                    "Expected a row, found a null value; " + RoutingOptions.NULL_VALUES + "=ignore would skip it");
        }
        if (value instanceof List<?> list) {
            List<Routing> headers = Routing.readRows(entry.headers(), list.size());
            List<Row> rows = new ArrayList<>(list.size());
            for (Object element : list) {
                rows.add(row(entry, headers.get(rows.size()), element));
            }
            return rows;
        }
        return List.of(row(entry, Routing.read(entry.headers()), value));
    }

    private Row row(SinkRecord entry, Routing headers, @Nullable Object value) {
        if (!(value instanceof Map) && !(value instanceof Struct)) {
            throw new DataException("Expected a Struct or Map, or a list of them, found "
                    + (value == null ? "null" : value.getClass().getSimpleName())
                    + "; parse text with a converter or the transform ParseJson");
        }
        String database = headers.database() != null ? headers.database() : routing.database();
        if (database == null) {
            throw missing("database", RoutingOptions.DATABASE, RoutingHeaders.DATABASE);
        }
        String stable = headers.stable() != null ? headers.stable() : render(routing.stable(), entry, value);
        String table = table(entry, headers, value);
        List<String> tags = headers.tags() != null ? headers.tags() : routing.tags();
        String timestamp = headers.timestampField() != null ? headers.timestampField() : routing.timestampField();
        ShapeKey.Target target = new ShapeKey.Target(database, stable, tags, timestamp);
        return value instanceof Struct struct
                ? ofStruct(entry, target, table, struct)
                : ofMap(entry, target, table, (Map<?, ?>) value);
    }

    private String table(SinkRecord entry, Routing headers, Object value) {
        if (headers.table() != null) {
            return Identifiers.tableName(headers.table());
        }
        Template template = routing.table();
        if (template == null) {
            throw missing("subtable", RoutingOptions.TABLE, RoutingHeaders.TABLE);
        }
        return Identifiers.tableName(render(template, entry, value));
    }

    private static String render(Template template, SinkRecord entry, Object value) {
        return template.render(RecordVariables.of(entry, value));
    }

    private Row ofStruct(SinkRecord entry, ShapeKey.Target target, String table, Struct struct) {
        RowShape shape = shape(new ShapeKey(target, struct.schema()));
        List<Field> fields = struct.schema().fields();
        @Nullable Object[] values = new @Nullable Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = struct.get(fields.get(i));
        }
        return new Row(entry, shape, table, values);
    }

    private Row ofMap(SinkRecord entry, ShapeKey.Target target, String table, Map<?, ?> map) {
        @Nullable Object[] values = new @Nullable Object[map.size()];
        RowShape shape = lastShape;
        if (shape == null || lastKey == null || !lastKey.target().equals(target) || !fill(values, map, shape.names)) {
            List<String> names = map.keySet().stream().map(String::valueOf).toList();
            shape = shape(new ShapeKey(target, names));
            fill(values, map, shape.names);
        }
        return new Row(entry, shape, table, values);
    }

    /** Whether the fields of the map are these, in this order; nearly always they are those of the row before. */
    private static boolean fill(@Nullable Object[] values, Map<?, ?> map, List<String> names) {
        if (names.size() != values.length) {
            return false;
        }
        int i = 0;
        for (Map.Entry<?, ?> field : map.entrySet()) {
            if (!names.get(i).equals(field.getKey())) {
                return false;
            }
            values[i++] = field.getValue();
        }
        return true;
    }

    private RowShape shape(ShapeKey key) {
        if (lastShape != null && key.equals(lastKey)) {
            return lastShape;
        }
        if (shapes.size() >= MAX_SHAPES) {
            shapes.clear();
        }
        RowShape shape = shapes.computeIfAbsent(key, RecordMapper::newShape);
        lastKey = key;
        lastShape = shape;
        return shape;
    }

    private static RowShape newShape(ShapeKey key) {
        ShapeKey.Target target = key.target();
        List<String> names;
        List<@Nullable Schema> schemas;
        if (key.fields() instanceof Schema schema) {
            names = schema.fields().stream().map(Field::name).toList();
            schemas =
                    new ArrayList<>(schema.fields().stream().map(Field::schema).toList());
        } else {
            names = ((List<?>) key.fields()).stream().map(String::valueOf).toList();
            schemas = RowShape.withoutSchemas(names.size());
        }
        int timestamp = names.indexOf(target.timestamp());
        if (timestamp < 0) {
            throw new DataException("Expected the primary timestamp in field " + target.timestamp()
                    + ", found no such field; set " + RoutingOptions.TIMESTAMP_FIELD + " or the header "
                    + RoutingHeaders.TIMESTAMP);
        }
        return new RowShape(target.database(), target.stable(), names, schemas, Set.copyOf(target.tags()), timestamp);
    }

    private static DataException missing(String what, String option, String header) {
        return new DataException(
                "The record names no " + what + ": set the option " + option + " or the header " + header);
    }
}

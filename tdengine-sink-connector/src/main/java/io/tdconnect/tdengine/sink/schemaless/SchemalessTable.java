// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import io.tdconnect.common.record.SchemalessName;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.MalformedTextException;
import io.tdconnect.tdengine.sink.row.RetainedBytes;
import io.tdconnect.tdengine.sink.row.RowFields;
import io.tdconnect.tdengine.sink.row.RowShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.DataException;

/**
 * A supertable of schemaless text: the points of one measurement with the same names and types of tags.
 *
 * <p>Names are those that the server gives: the time is {@code _ts}, a measurement without tags has the tag {@code
 * _tag_null}.
 */
public final class SchemalessTable {
    static final String TIME = SchemalessName.TIME;
    static final String VALUE = SchemalessName.VALUE;
    public static final String NO_TAG = "_tag_null";

    private final RetainedBytes retained;
    private final Key key;
    private final Map<Fields, PointShape> shapes = new HashMap<>();

    /** The fields of a point in their order, and the shape of its rows. */
    static final class PointShape {
        final String[] names;
        final RowShape rows;
        private final ColumnType[] types;

        PointShape(List<String> names, List<ColumnType> types, RowShape rows) {
            this.names = names.toArray(String[]::new);
            this.types = types.toArray(ColumnType[]::new);
            this.rows = rows;
        }

        boolean isField(int index, String name, ColumnType type) {
            return index < names.length && types[index] == type && names[index].equals(name);
        }
    }

    /** @param retained counts the shapes */
    SchemalessTable(Key key, RetainedBytes retained) {
        this.key = key;
        this.retained = retained;
    }

    /**
     * The shape of points with these fields.
     *
     * @throws MalformedTextException if two columns have the same name, or a name is not allowed
     */
    PointShape shape(List<String> names, List<ColumnType> types) throws MalformedTextException {
        Fields fields = new Fields(names, types);
        PointShape known = shapes.get(fields);
        if (known != null) {
            return known;
        }
        if (retained.isFull()) {
            shapes.clear();
        }
        PointShape shape = new PointShape(names, types, rows(names, types));
        shapes.put(fields, shape);
        retained.add(names);
        retained.add(key.tags());
        return shape;
    }

    private RowShape rows(List<String> names, List<ColumnType> types) throws MalformedTextException {
        List<String> all = new ArrayList<>();
        all.add(TIME);
        all.addAll(key.tags());
        all.addAll(names);
        List<ColumnType> allTypes = new ArrayList<>();
        allTypes.add(ColumnType.TIMESTAMP);
        allTypes.addAll(key.tagTypes());
        allTypes.addAll(types);
        check(all);
        return new RowShape(
                        key.database(),
                        key.stable(),
                        all,
                        RowShape.withoutSchemas(all.size()),
                        Set.copyOf(key.tags()),
                        0)
                .withTypes(Collections.unmodifiableList(allTypes));
    }

    private static void check(List<String> names) throws MalformedTextException {
        if (names.size() > RowFields.MAX_FIELDS) {
            throw new MalformedTextException(
                    "expected at most " + RowFields.MAX_FIELDS + " tags and fields, the most columns of a table, found "
                            + names.size(),
                    -1);
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new MalformedTextException(
                        "expected different names of tags and fields, found " + name + " twice", -1);
            }
            try {
                Identifiers.column(name);
            } catch (DataException e) {
                throw new MalformedTextException(String.valueOf(e.getMessage()), -1, Fault.BAD_NAME);
            }
        }
    }

    /** Identifies a table. */
    record Key(String database, String stable, List<String> tags, List<ColumnType> tagTypes) {}

    private record Fields(List<String> names, List<ColumnType> types) {}
}

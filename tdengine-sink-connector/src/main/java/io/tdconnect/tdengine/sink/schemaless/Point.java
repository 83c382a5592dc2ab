// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import io.tdconnect.common.time.Timestamp;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.sink.fault.MalformedTextException;
import io.tdconnect.tdengine.sink.schemaless.SchemalessTable.PointShape;
import io.tdconnect.tdengine.sink.schemaless.SeriesCache.Series;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One point of schemaless text; the reader of the text reuses the object for each point. */
final class Point {
    private String[] names = new String[16];
    private ColumnType[] types = new ColumnType[16];
    private Object[] values = new Object[16];
    private int fields;
    private boolean expected;
    private @Nullable Series series;
    private @Nullable PointShape shape;

    /** Null if the point has no time. */
    @Nullable
    Timestamp time;

    /** Starts a point of this series. */
    void start(Series pointSeries) {
        series = pointSeries;
        shape = pointSeries.lastShape;
        expected = shape != null;
        fields = 0;
        time = null;
    }

    Series series() {
        if (series == null) {
            throw new IllegalStateException("the point is not started");
        }
        return series;
    }

    /**
     * The name of the next field if the point is like the previous one of its series; null if that has no further field.
     */
    @Nullable
    String expectedName() {
        return expected && shape != null && fields < shape.names.length ? shape.names[fields] : null;
    }

    void addField(String name, ColumnType type, Object value) {
        if (fields == names.length) {
            names = Arrays.copyOf(names, fields * 2);
            types = Arrays.copyOf(types, fields * 2);
            values = Arrays.copyOf(values, fields * 2);
        }
        expected = expected && shape != null && shape.isField(fields, name, type);
        names[fields] = name;
        types[fields] = type;
        values[fields] = value;
        fields++;
    }

    boolean isEmpty() {
        return fields == 0;
    }

    /**
     * The shape of the finished point.
     *
     * @throws MalformedTextException if two fields, or a field and a tag, have the same name
     */
    PointShape shape() throws MalformedTextException {
        PointShape found = shape;
        if (found == null || !expected || found.names.length != fields) {
            List<String> names = List.of(Arrays.copyOf(this.names, fields));
            List<ColumnType> types = List.of(Arrays.copyOf(this.types, fields));
            found = series().table.shape(names, types);
            series().lastShape = found;
            shape = found;
            expected = true;
        }
        return found;
    }

    /** The values of a row: the time, the tags, the fields. */
    @Nullable
    Object[] row(Timestamp rowTime) {
        @Nullable Object[] tags = series().tags;
        @Nullable Object[] row = new @Nullable Object[1 + tags.length + fields];
        row[0] = rowTime;
        System.arraycopy(tags, 0, row, 1, tags.length);
        System.arraycopy(values, 0, row, 1 + tags.length, fields);
        return row;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.record;

import io.tdconnect.common.record.SchemaCache;
import io.tdconnect.common.source.RecordSizeLimit;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Fields of a row in their order; for use by one thread. */
public final class FieldBuffer {
    /** Longest text of a TDengine column, in bytes. */
    private static final int LARGE = 65_535;

    private static final int SMALL = 4;
    private static final int MAX_SHAPES = 20_000;

    private String[] names = new String[SMALL];
    private Schema[] schemas = new Schema[SMALL];
    private @Nullable Object[] values = new Object[SMALL];
    private int size;

    /** Makes a cache for the schemas of all rows of a task. */
    public static SchemaCache schemas() {
        return new SchemaCache(true, MAX_SHAPES);
    }

    public void addField(String name, Schema schema, @Nullable Object value) {
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            schemas = Arrays.copyOf(schemas, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        names[size] = name;
        schemas[size] = schema;
        values[size++] = value;
    }

    /** Adds all fields of another row. */
    public void addAll(FieldBuffer others) {
        for (int i = 0; i < others.size; i++) {
            addField(others.names[i], others.schemas[i], others.values[i]);
        }
    }

    /** Adds fields of another row; where both have a field, keeps the value of the higher rank. */
    void merge(FieldBuffer others, Ranking ranking) {
        for (int i = 0; i < others.size; i++) {
            int here = indexOf(others.names[i]);
            if (here < 0) {
                addField(others.names[i], others.schemas[i], others.values[i]);
            } else if (ranking.rank(others.values[i]) > ranking.rank(values[here])) {
                values[here] = others.values[i];
            }
        }
    }

    /** Whether both rows have a field of the same name. */
    boolean overlaps(FieldBuffer others) {
        for (int i = 0; i < others.size; i++) {
            if (indexOf(others.names[i]) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** A view of the names. */
    public List<String> names() {
        return Arrays.asList(names).subList(0, size);
    }

    /** Sets values to null that their schema does not allow, or that are too large to share a record with others. */
    public void clearUnfit() {
        for (int i = 0; i < size; i++) {
            try {
                ConnectSchema.validateValue(names[i], schemas[i], values[i]);
                if (RecordSizeLimit.size(values[i]) > LARGE) {
                    values[i] = null;
                }
            } catch (DataException e) {
                values[i] = null;
            }
        }
    }

    /**
     * The fields as a row.
     *
     * @throws DataException if the row is larger than the limit, has two fields of one name, or a value does not fit its
     *     schema
     */
    public Struct struct(SchemaCache cache, RecordSizeLimit limit) {
        limit.check(names(), Arrays.asList(values).subList(0, size));
        try {
            return cache.shape(names, schemas, size, size).struct(values);
        } catch (DataException e) {
            // The exception of the Struct does not name the field.
            for (int i = 0; i < size; i++) {
                ConnectSchema.validateValue(names[i], schemas[i], values[i]);
            }
            throw e;
        }
    }

    private int indexOf(String name) {
        return names().indexOf(name);
    }

    /** Compares values of one field. */
    interface Ranking {
        long rank(@Nullable Object value);
    }
}

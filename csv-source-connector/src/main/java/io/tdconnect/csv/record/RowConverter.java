// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.record;

import io.tdconnect.common.config.NearestName;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.type.ColumnDataType;
import io.tdconnect.common.type.DataType;
import io.tdconnect.common.type.ValueType;
import io.tdconnect.csv.format.BadFileException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Converts the rows of files with the same columns to structs. */
final class RowConverter {
    /** Bytes of JSON for a field beside its value and name. */
    private static final int BESIDE = 100;

    private static final int LONGEST_ESCAPE = 6;

    private final RecordOptions options;
    private final List<String> columns;
    private final @Nullable DataType[] types;
    private final boolean[] localized;
    private final Field[] fields;
    private final Schema schema;
    private final Schema listSchema;
    private final long bytesOfFields;

    /**
     * A converter for these columns.
     *
     * @throws BadFileException if an option names a column that is not among them
     */
    RowConverter(RecordOptions options, List<String> columns) throws BadFileException {
        this.options = options;
        this.columns = columns;
        requireColumns(options, columns);
        types = columns.stream().map(options.types().types()::get).toArray(DataType[]::new);
        localized = new boolean[types.length];
        SchemaBuilder builder = SchemaBuilder.struct();
        long bytes = 0;
        for (int i = 0; i < types.length; i++) {
            localized[i] = options.locale() != null
                    && types[i] instanceof ColumnDataType column
                    && isNumber(column.spec().type());
            builder.field(columns.get(i), schema(types[i]));
            bytes += BESIDE + 2L * columns.get(i).length();
        }
        bytesOfFields = bytes;
        schema = builder.build();
        listSchema = SchemaBuilder.array(schema).build();
        // Without names, from which Struct.put would make the text of a possible error each time.
        fields = schema.fields().stream()
                .map(field -> new Field(null, field.index(), field.schema()))
                .toArray(Field[]::new);
    }

    static void requireColumns(RecordOptions options, List<String> columns) throws BadFileException {
        requireColumns(RecordOptions.TYPES, options.types().types().keySet(), columns);
        requireColumns(RecordOptions.TAGS, options.destination().tags(), columns);
        String timestamp = options.destination().timestamp();
        if (timestamp != null) {
            requireColumns(RecordOptions.TIMESTAMP_FIELD, Set.of(timestamp), columns);
        }
    }

    private static void requireColumns(String option, Collection<String> wanted, List<String> columns)
            throws BadFileException {
        Set<String> missing = new TreeSet<>(wanted);
        columns.forEach(missing::remove);
        if (!missing.isEmpty()) {
            String first = missing.iterator().next();
            throw new BadFileException("expected a column " + first + ", which " + option + " names, found "
                    + columns.size() + " columns without it" + NearestName.hint(first, columns));
        }
    }

    private static boolean isNumber(ValueType type) {
        return type.isWhole()
                || type == ValueType.BIGINT_UNSIGNED
                || type == ValueType.FLOAT
                || type == ValueType.DOUBLE
                || type == ValueType.DECIMAL;
    }

    private static Schema schema(@Nullable DataType type) {
        if (type == null) {
            return Schema.OPTIONAL_STRING_SCHEMA;
        }
        Schema own = type.schema();
        return own == null ? Timestamp.optionalSchema(Precision.NS) : own;
    }

    Schema schema(boolean list) {
        return list ? listSchema : schema;
    }

    /** The index of the column with this name, -1 if no column has it. */
    int indexOf(String column) {
        return columns.indexOf(column);
    }

    /** The most bytes that a row adds to a record, an upper bound. */
    long bytes(@Nullable String[] row) {
        long bytes = bytesOfFields;
        for (String field : row) {
            bytes += field == null ? 0 : (long) LONGEST_ESCAPE * field.length();
        }
        return bytes;
    }

    /** The struct of a row. */
    Struct struct(@Nullable String[] row) throws BadValueException {
        Struct struct = new Struct(schema);
        for (int i = 0; i < row.length; i++) {
            String text = row[i];
            if (text == null) {
                continue;
            }
            DataType type = types[i];
            struct.put(fields[i], type == null ? text : converted(i, type, text));
        }
        return struct;
    }

    private Object converted(int index, DataType type, String text) throws BadValueException {
        try {
            String plain = localized[index] && options.locale() != null
                    ? options.locale().rewrite(text)
                    : text;
            Object value = type.convert(plain, null);
            if (value instanceof Timestamp time) {
                return type.schema() == null
                        ? time.to(Precision.NS, Rounding.TRUNCATE).value()
                        : time.value();
            }
            return value;
        } catch (DataException e) {
            throw new BadValueException(index + 1, String.valueOf(e.getMessage()), e);
        }
    }

    /** Checks the size of a row that may be too large for a record. */
    void checkSize(@Nullable String[] row) throws BadValueException {
        try {
            options.limit().check(columns, Arrays.asList(row));
        } catch (DataException e) {
            throw new BadValueException(0, String.valueOf(e.getMessage()), e);
        }
    }
}

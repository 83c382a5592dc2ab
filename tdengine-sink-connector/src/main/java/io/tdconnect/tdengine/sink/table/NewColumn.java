// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import io.tdconnect.common.type.TypeSpec;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.row.RowShape;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A column that has to be created, with the length that its values need and with the one that leaves them room to grow.
 *
 * @param exact as long as the values need it
 * @param roomy as long as it should be
 */
public record NewColumn(Column exact, Column roomy) {
    /** Longest VARCHAR and VARBINARY, in bytes. */
    public static final int MAX_BYTES = 65_517;
    /** Longest NCHAR, in characters. */
    public static final int MAX_CHARACTERS = 16_379;

    private static final int SMALLEST_STEP = 16;
    private static final int EXACT_FROM = 1024;

    /**
     * The column for a field of these rows; null if all its values are null and it has no schema that tells.
     *
     * @throws DataException if no column can hold such values
     */
    public static @Nullable Column of(RowShape shape, int field, List<Row> rows) {
        ColumnGuess guess = guess(shape, field, rows);
        NewColumn column = of(shape.names.get(field), guess, guess);
        return column == null ? null : column.roomy;
    }

    /**
     * What the rows say about the column for a field.
     *
     * @throws DataException if no column can hold such values
     */
    static ColumnGuess guess(RowShape shape, int field, List<Row> rows) {
        ColumnGuess guess = new ColumnGuess();
        guess.addSchema(shape, field);
        for (Row row : rows) {
            Object value = row.value(field);
            if (value != null) {
                guess.add(shape, field, value);
            }
        }
        return guess;
    }

    /**
     * The column of this name; null if nothing says its type.
     *
     * @param own what the values say that have to fit
     * @param all what they and others say, with the same type
     */
    public static @Nullable NewColumn of(String name, ColumnGuess own, ColumnGuess all) {
        ColumnType type = own.type();
        if (type == null) {
            return null;
        }
        if (!type.hasLength()) {
            TypeSpec decimal = own.decimal();
            Column column = decimal == null
                    ? new Column(name, type, type.width(), own.isKey())
                    : new Column(name, type, decimal.length(), decimal.scale(), own.isKey());
            return new NewColumn(column, column);
        }
        int most = longest(type);
        int length = Math.min(Math.max(1, own.length()), most);
        int wished = Math.max(own.lengthToGrow(), all.lengthToGrow());
        int roomy = all.hasDeclaredLength() ? Math.min(wished, most) : step(all.isSchemaless(), type, wished);
        return new NewColumn(new Column(name, type, length, own.isKey()), new Column(name, type, roomy, own.isKey()));
    }

    /** The same column, longer, for text of this length. */
    static NewColumn longer(RowShape shape, Column column, int length) {
        int roomy = step(shape.isSchemaless(), column.type(), length);
        return new NewColumn(
                new Column(column.name(), column.type(), length), new Column(column.name(), column.type(), roomy));
    }

    /** The same for a table that has its key already. */
    NewColumn withoutKey() {
        return new NewColumn(withoutKey(exact), withoutKey(roomy));
    }

    private static Column withoutKey(Column column) {
        return new Column(column.name(), column.type(), column.length(), column.scale(), false);
    }

    String name() {
        return exact.name();
    }

    /** The length to give a column for text of this length, not more than the type allows. */
    private static int step(boolean schemaless, ColumnType type, int length) {
        return schemaless ? Math.min(schemalessStep(length), longest(type)) : step(type, length);
    }

    /** The least of the lengths 16, 64, 256, 1024, … that is enough, but not more than the type allows. */
    static int step(ColumnType type, int length) {
        int step = SMALLEST_STEP;
        while (step < length) {
            step *= 4;
        }
        return Math.min(step, longest(type));
    }

    /** What the server chooses for schemaless text: the least power of two above the length; from 1024 on the length. */
    private static int schemalessStep(int length) {
        return length >= EXACT_FROM ? length : Math.max(1, Integer.highestOneBit(length) * 2);
    }

    /** The longest column of a type with a length. */
    static int longest(ColumnType type) {
        return type == ColumnType.NCHAR ? MAX_CHARACTERS : MAX_BYTES;
    }
}

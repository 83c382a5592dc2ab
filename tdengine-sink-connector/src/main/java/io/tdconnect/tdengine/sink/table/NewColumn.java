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
 * A column to create, with the length that its values need and with a length that leaves room to grow.
 *
 * @param exact as long as its values need
 * @param roomy with room to grow
 */
public record NewColumn(Column exact, Column roomy) {
    /** Longest VARCHAR and VARBINARY, in bytes. */
    public static final int MAX_BYTES = 65_517;
    /** Longest NCHAR, in characters. */
    public static final int MAX_CHARACTERS = 16_379;

    private static final int SMALLEST_STEP = 16;
    private static final int EXACT_FROM = 1024;

    /**
     * The column for a field of these rows; null if all values are null and no schema declares a type.
     *
     * @throws DataException if no column can store such values
     */
    public static @Nullable Column of(RowShape shape, int field, List<Row> rows) {
        ColumnGuess guess = guess(shape, field, rows);
        NewColumn column = of(shape.names.get(field), guess, guess);
        return column == null ? null : column.roomy;
    }

    /**
     * Guesses the column for a field from rows.
     *
     * @throws DataException if no column can store such values
     */
    static ColumnGuess guess(RowShape shape, int field, List<Row> rows) {
        ColumnGuess guess = new ColumnGuess();
        guess.addSchema(shape, field);
        for (Row row : rows) {
            Object value = row.value(field);
            if (value != null) {
                guess.addValue(shape, field, value);
            }
        }
        return guess;
    }

    /**
     * The column of this name; null if its type is not known.
     *
     * @param own guessed from the values that have to fit
     * @param all guessed from these and other values, with the same type
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

    /** The same without the mark for the key, for a table that already has one. */
    NewColumn withoutKey() {
        return new NewColumn(withoutKey(exact), withoutKey(roomy));
    }

    private static Column withoutKey(Column column) {
        return new Column(column.name(), column.type(), column.length(), column.scale(), false);
    }

    String name() {
        return exact.name();
    }

    /** The length of a column for text of this length, within the limit of the type. */
    private static int step(boolean schemaless, ColumnType type, int length) {
        return schemaless ? Math.min(schemalessStep(length), longest(type)) : step(type, length);
    }

    /** The smallest of the lengths 16, 64, 256, 1024, … that is enough, within the limit of the type. */
    static int step(ColumnType type, int length) {
        int step = SMALLEST_STEP;
        while (step < length) {
            step *= 4;
        }
        return Math.min(step, longest(type));
    }

    /**
     * The length that the server chooses for schemaless text: the smallest power of two above the length; from 1024 the
     * length itself.
     */
    private static int schemalessStep(int length) {
        return length >= EXACT_FROM ? length : Math.max(1, Integer.highestOneBit(length) * 2);
    }

    /** The greatest length of a column of this type. */
    static int longest(ColumnType type) {
        return type == ColumnType.NCHAR ? MAX_CHARACTERS : MAX_BYTES;
    }
}

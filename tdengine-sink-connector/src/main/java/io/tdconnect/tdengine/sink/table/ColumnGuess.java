// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import io.tdconnect.common.record.CompositeKey;
import io.tdconnect.common.record.DeclaredType;
import io.tdconnect.common.type.TypeSpec;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.sink.row.RowShape;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The column to create for a field, guessed from its values and their schemas. */
final class ColumnGuess {
    private static final Pattern LENGTH = Pattern.compile("\\((\\d{1,5})\\)");

    private @Nullable ColumnType type;
    private boolean declared;
    private boolean ascii = true;
    private boolean key;
    private boolean tag;
    private boolean schemaless;
    private int bytes;
    private int characters;
    /** The length in a declared type such as NCHAR(20); -1 without one. */
    private int declaredLength = -1;
    /** A declared type such as DECIMAL(10,2); null without one. */
    private @Nullable TypeSpec decimal;

    /**
     * Adds a value that is not null.
     *
     * @throws DataException if no column can store it
     */
    void addValue(RowShape shape, int field, Object value) {
        String name = shape.names.get(field);
        Schema schema = shape.schema(field);
        addType(name, shape.type(field), schema);
        addDigits(name, schema);
        if (!declared) {
            ColumnType ofValue = ofValue(name, value);
            type = type == null ? ofValue : ColumnTypes.wider(type, ofValue);
        }
        declaredLength = Math.max(declaredLength, declaredLength(schema));
        key |= CompositeKey.isMarked(schema);
        tag |= shape.isTag(field);
        schemaless |= shape.isSchemaless();
        measure(value);
    }

    /** Adds the schema of a field, if it has one. */
    void addSchema(RowShape shape, int field) {
        Schema schema = shape.schema(field);
        addType(shape.names.get(field), shape.type(field), schema);
        addDigits(shape.names.get(field), schema);
        declaredLength = Math.max(declaredLength, declaredLength(schema));
        key |= CompositeKey.isMarked(schema);
        schemaless |= shape.isSchemaless();
    }

    /** Takes the wider type of both. */
    void takeType(ColumnGuess other) {
        if (other.type != null && (!declared || other.declared)) {
            addType(other.type, other.declared);
        }
        ascii &= other.ascii;
        key |= other.key;
        decimal = decimal == null ? other.decimal : decimal;
    }

    /** Takes the wider type of both, and the greater length. */
    void addGuess(ColumnGuess other) {
        takeType(other);
        tag |= other.tag;
        schemaless |= other.schemaless;
        bytes = Math.max(bytes, other.bytes);
        characters = Math.max(characters, other.characters);
        declaredLength = Math.max(declaredLength, other.declaredLength);
    }

    private void addDigits(String name, @Nullable Schema schema) {
        String said = schema == null ? null : DeclaredType.of(schema);
        boolean isDecimal = type == ColumnType.DECIMAL || type == ColumnType.DECIMAL64;
        if (decimal == null && said != null && isDecimal && said.indexOf('(') >= 0) {
            try {
                decimal = TypeSpec.parse(said);
            } catch (IllegalArgumentException e) {
                throw unsuitable(name, new DataException(e.getMessage(), e));
            }
        }
    }

    private void addType(String name, @Nullable ColumnType ofText, @Nullable Schema schema) {
        ColumnType said = ofText == null && schema != null ? ofSchema(name, schema) : ofText;
        if (said != null) {
            addType(said, true);
        }
    }

    private void addType(ColumnType other, boolean otherDeclared) {
        if (type == null || (otherDeclared && !declared)) {
            type = other;
        } else if (otherDeclared) {
            // Of declared types other than numbers the first one is used.
            type = ColumnTypes.areNumbers(type, other) ? ColumnTypes.wider(type, other) : type;
        } else {
            type = ColumnTypes.wider(type, other);
        }
        declared |= otherDeclared;
    }

    private void measure(Object value) {
        if (type != null && type.width() > 0) {
            return;
        }
        byte[] text = bytes(value);
        int length = CellConverter.length(ColumnType.NCHAR, text);
        ascii &= length == text.length;
        // A value that is too long for any column makes a bad record, not a long column.
        bytes = text.length > NewColumn.MAX_BYTES ? bytes : Math.max(bytes, text.length);
        characters = length > NewColumn.MAX_CHARACTERS ? characters : Math.max(characters, length);
    }

    /** The type of the column; null if it is not known yet. */
    @Nullable
    ColumnType type() {
        return type == ColumnType.VARCHAR && !declared && !ascii ? ColumnType.NCHAR : type;
    }

    /** The declared digits of a DECIMAL; null without a declaration. */
    @Nullable
    TypeSpec decimal() {
        return decimal;
    }

    /** The smallest length for all values, or the declared length if that is greater: characters for NCHAR, else bytes. */
    int length() {
        return Math.max(declaredLength, type() == ColumnType.NCHAR ? characters : bytes);
    }

    /**
     * The length from which the length of the new column is rounded up: bytes for schemaless text, as in the server, else
     * {@link #length()}.
     */
    int lengthToGrow() {
        return schemaless ? bytes : length();
    }

    /** Whether a declared type contains the length. */
    boolean hasDeclaredLength() {
        return declaredLength >= 0 && declaredLength == length();
    }

    /** Whether the schema marks the field as part of the primary key. */
    boolean isKey() {
        return key;
    }

    /** Whether the field is a tag. */
    boolean isTag() {
        return tag;
    }

    /** Whether values come from schemaless text: their columns follow the rules of the server for such text. */
    boolean isSchemaless() {
        return schemaless;
    }

    private static int declaredLength(@Nullable Schema schema) {
        String declared = schema == null ? null : DeclaredType.of(schema);
        Matcher length = LENGTH.matcher(declared == null ? "" : declared);
        return length.find() ? Integer.parseInt(length.group(1)) : -1;
    }

    private static @Nullable ColumnType ofSchema(String name, Schema schema) {
        try {
            return ColumnType.of(schema);
        } catch (DataException e) {
            throw unsuitable(name, e);
        }
    }

    private static ColumnType ofValue(String name, Object value) {
        if (value instanceof Boolean) {
            return ColumnType.BOOL;
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ColumnType.BIGINT;
        }
        if (value instanceof BigInteger whole) {
            return ofWhole(whole);
        }
        if (value instanceof BigDecimal decimal && decimal.scale() == 0) {
            return ofWhole(decimal.unscaledValue());
        }
        if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
            return ColumnType.DOUBLE;
        }
        if (value instanceof String) {
            return ColumnType.VARCHAR;
        }
        if (value instanceof byte[] || value instanceof ByteBuffer) {
            return ColumnType.VARBINARY;
        }
        if (value instanceof Date) {
            return ColumnType.TIMESTAMP;
        }
        throw unsuitable(name, null);
    }

    private static ColumnType ofWhole(BigInteger whole) {
        if (whole.bitLength() < Long.SIZE) {
            return ColumnType.BIGINT;
        }
        return whole.signum() > 0 && whole.bitLength() == Long.SIZE ? ColumnType.BIGINT_UNSIGNED : ColumnType.DOUBLE;
    }

    private static byte[] bytes(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof ByteBuffer buffer) {
            return new byte[buffer.remaining()];
        }
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static DataException unsuitable(String name, @Nullable Exception cause) {
        return new DataException("Field " + name + ": expected text, a number, a boolean, a time or bytes", cause);
    }
}

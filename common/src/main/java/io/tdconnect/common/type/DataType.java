// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.type;

import io.tdconnect.common.record.CompositeKey;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** A column type; values are converted to it without loss, or refused. */
public interface DataType {
    /** The types, for the documentation of options. */
    String NAMES = "BOOL, TINYINT, SMALLINT, INT, BIGINT, the same with UNSIGNED, FLOAT, DOUBLE, DECIMAL(p,s),"
            + " TIMESTAMP, TIMESTAMP(s|ms|us|ns), TIMESTAMP(unit, 'pattern', zone 'Area/City'), VARCHAR(bytes) or BINARY(bytes), NCHAR(characters), JSON,"
            + " VARBINARY(bytes), GEOMETRY(bytes), BLOB";

    /** The name of a timestamp type and its arguments. */
    Pattern TIMESTAMP = Pattern.compile("(?is)timestamp\\s*(?:\\((.*)\\))?");

    /** A type and the words after it of a column that identifies a row together with its time. */
    Pattern COMPOSITE_KEY = Pattern.compile("(?is)(.+?)\\s+composite\\s+key");

    /**
     * Converts a value to this type.
     *
     * @param schema of the value; null if it has none
     * @throws org.apache.kafka.connect.errors.DataException if it cannot be converted without loss
     */
    Object convert(Object value, @Nullable Schema schema);

    /** The schema of values of this type; null if it differs from value to value. */
    @Nullable
    Schema schema();

    /** Whether numbers should be read exactly, not as double. */
    default boolean exact() {
        return false;
    }

    /** Whether the type stores objects and arrays as JSON text. */
    default boolean text() {
        return false;
    }

    /** Whether the type converts bytes; for others, bytes are read as text. */
    default boolean takesBytes() {
        return false;
    }

    /**
     * The type with a name such as {@code VARCHAR(20)}, in upper or lower case; {@code BIGINT COMPOSITE KEY} marks a column
     * that identifies a row together with its time.
     *
     * @throws IllegalArgumentException if there is no such type
     */
    static DataType parse(String text) {
        Matcher time = TIMESTAMP.matcher(text.trim());
        if (time.matches()) {
            return TimestampArguments.parse(time.group(1));
        }
        Matcher key = COMPOSITE_KEY.matcher(text.trim());
        try {
            if (key.matches()) {
                TypeSpec spec = TypeSpec.parse(key.group(1));
                return new ColumnDataType(spec, CompositeKey.mark(spec.schema()));
            }
            return new ColumnDataType(TypeSpec.parse(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + "; the types are " + NAMES, e);
        }
    }
}

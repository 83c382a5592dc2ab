// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.record.DeclaredType;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A type that somebody configured for a column or tag, such as {@code INT UNSIGNED}, {@code f32} or {@code VARCHAR(200)}.
 *
 * @param type what values are converted to
 * @param unit unit of whole numbers that are to be a time
 * @param schema that of the field, with a length if there is one
 */
record ColumnKind(ValueType type, String unit, Schema schema) {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z][A-Za-z0-9_ ]*?)\\s*(?:\\(\\s*(ms|us|ns|\\d{1,5})\\s*\\))?");

    /**
     * The type that a text names.
     *
     * @throws IllegalArgumentException if none is called so
     */
    static ColumnKind parse(String text) {
        Matcher form = FORM.matcher(text.trim());
        ValueType type = form.matches() ? ValueType.named(form.group(1)) : null;
        String argument = type == null ? null : form.group(2);
        if (type == null || !fits(type, argument)) {
            throw new IllegalArgumentException(
                    "expected a type such as FLOAT, INT UNSIGNED, VARCHAR(200) or" + " TIMESTAMP(ms), found " + text);
        }
        if (argument == null || type == ValueType.TIMESTAMP) {
            return new ColumnKind(type, argument == null ? "ms" : argument, schema(type, null));
        }
        return new ColumnKind(type, "ms", schema(type, argument));
    }

    /** The type of values that nobody configured one for. */
    static ColumnKind of(ValueType type) {
        return new ColumnKind(type, "ms", type.schema());
    }

    private static boolean fits(ValueType type, @Nullable String argument) {
        if (argument == null) {
            return true;
        }
        boolean unit = argument.endsWith("s");
        boolean hasLength = type == ValueType.VARCHAR || type == ValueType.NCHAR || type == ValueType.VARBINARY;
        return type == ValueType.TIMESTAMP ? unit : hasLength && !unit;
    }

    private static Schema schema(ValueType type, @Nullable String length) {
        if (length != null) {
            Schema.Type carrier = type == ValueType.VARBINARY ? Schema.Type.BYTES : Schema.Type.STRING;
            return DeclaredType.schema(carrier, type.name().toUpperCase(Locale.ROOT) + "(" + length + ")");
        }
        return type == ValueType.NCHAR ? DeclaredType.schema(Schema.Type.STRING, "NCHAR") : type.schema();
    }
}

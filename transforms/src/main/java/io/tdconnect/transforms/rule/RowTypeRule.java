// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.rule;

import io.tdconnect.common.record.FieldPath;
import io.tdconnect.common.type.DataType;
import io.tdconnect.transforms.field.FieldCopier;
import io.tdconnect.transforms.field.TextFormat;
import io.tdconnect.transforms.row.FieldAdder;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.row.RowBuilder;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Converts a field to the type that other fields of the row name; not for use by several threads. */
public final class RowTypeRule implements FieldAdder {
    /** The most types, since others choose them. */
    private static final int MAX_TYPES = 100;

    private final String field;
    private final TextFormat format;
    private final OnMismatch mismatch;
    private final Map<String, DataType> types = new HashMap<>();

    /**
     * A rule for one field.
     *
     * @param format the name of the type, such as <code>${type}</code>
     */
    public RowTypeRule(String field, TextFormat format, OnMismatch mismatch) {
        this.field = field;
        this.format = format;
        this.mismatch = mismatch;
    }

    @Override
    public boolean addFields(Object row, RowBuilder copy) {
        DataType type = type(format.render(row));
        Object value = FieldPath.child(row, field);
        copy.addField(field, type.schema(), value == null ? null : converted(type, value, row));
        return true;
    }

    private @Nullable Object converted(DataType type, Object value, Object row) {
        Schema schema = FieldCopier.schema(row, field);
        try {
            return type.convert(value, schema);
        } catch (DataException e) {
            if (mismatch == OnMismatch.NULL) {
                return null;
            }
            throw new DataException("Field " + field + ": " + e.getMessage(), e);
        }
    }

    private DataType type(String name) {
        DataType known = types.get(name);
        if (known != null) {
            return known;
        }
        if (types.size() >= MAX_TYPES) {
            throw new DataException("Field " + field + ": expected at most " + MAX_TYPES + " types, found one more");
        }
        try {
            DataType type = DataType.parse(name);
            types.put(name, type);
            return type;
        } catch (IllegalArgumentException e) {
            throw new DataException("Field " + field + ": expected the name of a type in the message, one of "
                    + DataType.NAMES + ", found text of " + name.length() + " characters");
        }
    }
}

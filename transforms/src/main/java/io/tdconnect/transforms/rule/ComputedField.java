// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.rule;

import io.tdconnect.common.type.DataType;
import io.tdconnect.transforms.row.Row;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A field that is computed.
 *
 * @param name its name
 * @param calculation computes its value
 * @param values replacements of values, by the text of the value; null for none
 * @param fallback replaces null, and values that {@code values} does not contain; null for no default
 * @param type to which the value is converted; null to keep its type
 */
public record ComputedField(
        String name,
        Calculation calculation,
        @Nullable Map<String, Object> values,
        @Nullable Object fallback,
        @Nullable DataType type) {
    private static final DataType TEXT = DataType.parse("VARCHAR");

    /** A field without replacements and default. */
    static ComputedField of(String name, Calculation calculation, @Nullable DataType type) {
        return new ComputedField(name, calculation, null, null, type);
    }

    /**
     * The value for a row with its schema.
     *
     * @throws DataException if it cannot be computed, or does not fit its type
     */
    Row compute(Object row) {
        try {
            Row result = replaced(calculation.value(row));
            Object value = result.value();
            if (type == null) {
                return result;
            }
            return new Row(type.schema(), value == null ? null : type.convert(value, result.schema()));
        } catch (DataException e) {
            throw new DataException("Field " + name + ": " + e.getMessage(), e);
        }
    }

    /** The schema of null. */
    @Nullable
    Schema nullSchema() {
        return type == null ? null : type.schema();
    }

    private Row replaced(Row result) {
        Object value = result.value();
        if (value == null) {
            return fallback == null ? result : Calculations.typed(fallback);
        }
        if (values == null) {
            return result;
        }
        Object replacement = values.getOrDefault((String) TEXT.convert(value, null), fallback);
        if (replacement == null) {
            throw new DataException(
                    "expected one of " + values.size() + " values, found another; add it to values, or" + " a default");
        }
        return Calculations.typed(replacement);
    }
}

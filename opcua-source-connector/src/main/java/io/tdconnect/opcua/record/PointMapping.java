// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.record;

import io.tdconnect.common.type.ValueType;
import io.tdconnect.expression.Expression;
import io.tdconnect.opcua.layout.PointLayout;
import io.tdconnect.opcua.node.NodeInfo;
import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.value.ColumnSpec;
import io.tdconnect.opcua.value.ScalarConversion;
import io.tdconnect.opcua.value.ScalarValues;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.errors.DataException;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * Makes fields of the values of one point. The type of its column is decided once: by the configuration, by the data
 * type that the server reports, or by the first value. For use by one thread.
 */
final class PointMapping {
    final Point point;
    final PointLayout layout;
    final NodeInfo info;
    final PointDestination.TableUse use;

    private @Nullable ColumnSpec spec;
    private @Nullable String typeName;
    private @Nullable PointDestination destination;
    private boolean failedBefore;

    PointMapping(Point point, PointLayout layout, NodeInfo info, PointDestination.TableUse use) {
        this.point = point;
        this.layout = layout;
        this.info = info;
        this.use = use;
        ColumnSpec configured = layout.value().spec();
        ValueType known = info.type();
        if (configured != null || known != null) {
            decide(configured != null ? configured : ColumnSpec.of(computed(Objects.requireNonNull(known))));
        }
    }

    /** Names and headers of the rows; null while a name needs a type that is unknown. */
    @Nullable
    PointDestination destination(RecordOptions options) {
        if (destination == null) {
            destination = PointDestination.of(point, layout, info, use, typeName, options);
            if (typeName == null && destination != null && destination.dependsOnType()) {
                destination = null;
            }
        }
        return destination;
    }

    /** Takes over the type from the mapping that this one replaces. */
    void continueFrom(PointMapping before) {
        if (spec == null && typeName == null) {
            spec = before.spec;
            typeName = before.typeName;
        }
        failedBefore = before.failedBefore;
    }

    /**
     * Adds the fields of a value.
     *
     * @param value the value that the server sent; null without one
     * @throws DataException if the value does not fit its column
     */
    void addValue(
            FieldBuffer fields, @Nullable Object value, CompoundFields compounds, RecordOptions.EnumerationForm form) {
        String name = layout.value().name();
        boolean named = !info.numbers().isEmpty() && layout.value().spec() == null;
        if (named && (value == null || value instanceof Integer)) {
            typeName =
                    ColumnSpec.inNames(form == RecordOptions.EnumerationForm.TEXT ? ValueType.VARCHAR : ValueType.INT);
            compounds.enumeration(fields, name, info, (Integer) value);
            return;
        }
        if (value == null) {
            if (spec != null) {
                fields.addField(name, spec.schema(), null);
            }
            return;
        }
        ValueType natural = ScalarValues.type(value);
        if (natural != null) {
            Object plain = transformed(ScalarValues.of(value));
            if (spec == null) {
                decide(ColumnSpec.of(computed(natural)));
            }
            ColumnSpec decided = Objects.requireNonNull(spec);
            fields.addField(name, decided.schema(), plain == null ? null : ScalarConversion.convert(decided, plain));
            return;
        }
        if (layout.value().transform() != null) {
            throw new DataException(
                    "expected a single value for " + layout.value().transform() + ", found "
                            + (ScalarValues.isArray(value) ? "an array" : "a structure"));
        }
        rememberType(compoundType(value));
        compounds.compound(fields, name, layout.value().spec(), value);
    }

    /** Whether this is the first value of the point that failed. */
    boolean firstFailure() {
        boolean first = !failedBefore;
        failedBefore = true;
        return first;
    }

    private void decide(ColumnSpec decided) {
        spec = decided;
        typeName = ColumnSpec.inNames(decided.type());
    }

    private void rememberType(String name) {
        if (typeName == null) {
            typeName = name;
        }
    }

    private @Nullable Object transformed(@Nullable Object value) {
        Expression transform = layout.value().transform();
        return transform == null || value == null ? value : transform.value(Map.of("val", value));
    }

    /** An expression over whole numbers may have a fraction as its result. */
    private ValueType computed(ValueType type) {
        boolean whole = switch (type) {
            case TINYINT, TINYINT_UNSIGNED, SMALLINT, SMALLINT_UNSIGNED, INT, INT_UNSIGNED, BIGINT, BIGINT_UNSIGNED ->
                true;
            default -> false;
        };
        return layout.value().transform() != null && whole ? ValueType.DOUBLE : type;
    }

    private static String compoundType(Object value) {
        if (!ScalarValues.isArray(value)) {
            return "struct";
        }
        Class<?> element = value instanceof Matrix matrix
                ? matrix.getElementType().orElse(null)
                : value.getClass().getComponentType();
        ValueType type = element == null ? null : ScalarValues.type(element);
        return (type == null ? "struct" : ColumnSpec.inNames(type)) + "_array";
    }
}

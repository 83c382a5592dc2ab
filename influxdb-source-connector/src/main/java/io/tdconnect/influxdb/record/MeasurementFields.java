// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.record;

import io.tdconnect.influxdb.client.FieldType;
import io.tdconnect.influxdb.client.InfluxQl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a query for a measurement asks for, and the fields of records that they become.
 *
 * @param columns of the query
 * @param outputs fields of records, sorted by name
 */
public record MeasurementFields(List<String> columns, List<OutputField> outputs) {
    public MeasurementFields {
        columns = List.copyOf(columns);
        outputs = List.copyOf(outputs);
    }

    /**
     * The columns and fields for these types.
     *
     * @throws ConnectException if a field has several types and the policy is to fail
     */
    public static MeasurementFields of(
            String measurement, Map<String, Set<FieldType>> types, RecordOptions.ConflictPolicy policy) {
        List<String> columns = new ArrayList<>();
        List<OutputField> outputs = new ArrayList<>();
        new TreeMap<>(types).forEach((field, found) -> {
            List<FieldType> ordered = List.copyOf(EnumSet.copyOf(found));
            outputs.addAll(outputs(measurement, field, columns.size() + 1, ordered, policy));
            ordered.forEach(type -> columns.add(InfluxQl.column(field, type.symbol())));
        });
        outputs.sort(Comparator.comparing(OutputField::name));
        return new MeasurementFields(columns, outputs);
    }

    /**
     * The values of a point in the order of the fields.
     *
     * @param into receives them; null where the point has no value
     * @return whether the point has any
     */
    public boolean values(@Nullable Object[] row, @Nullable Object[] into) {
        boolean any = false;
        for (int i = 0; i < into.length; i++) {
            Object value = outputs.get(i).value(row);
            into[i] = value;
            any |= value != null;
        }
        return any;
    }

    /** The column of the query that alone supplies a field of records; null if several types do. */
    public @Nullable String onlyColumn(int output) {
        OutputField field = outputs.get(output);
        return field.columnTypes().size() == 1 ? columns.get(field.firstColumn() - 1) : null;
    }

    private static List<OutputField> outputs(
            String measurement, String field, int column, List<FieldType> types, RecordOptions.ConflictPolicy policy) {
        if (types.size() == 1) {
            return List.of(new OutputField(field, types.get(0), true, column, types));
        }
        return switch (policy) {
            case WIDEN -> List.of(new OutputField(field, widest(types), false, column, types));
            case STRING -> List.of(new OutputField(field, FieldType.STRING, false, column, types));
            case SUFFIX ->
                types.stream()
                        .map(type -> new OutputField(field + "_" + type.symbol(), type, true, column, types))
                        .toList();
            case FAIL ->
                throw new ConnectException("Expected one type for each field, found "
                        + String.join(
                                ", ", types.stream().map(FieldType::symbol).toList()) + " for field " + field
                        + " of measurement " + measurement + "; the option " + RecordOptions.FIELD_TYPE_CONFLICT
                        + " can combine them");
        };
    }

    private static FieldType widest(List<FieldType> types) {
        return types.stream().allMatch(FieldType::numeric) ? FieldType.FLOAT : FieldType.STRING;
    }
}

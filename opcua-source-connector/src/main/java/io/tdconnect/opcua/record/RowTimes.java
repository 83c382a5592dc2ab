// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.record;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.type.ValueType;
import io.tdconnect.expression.Expression;
import io.tdconnect.opcua.layout.PointLayout;
import io.tdconnect.opcua.layout.TableColumn;
import io.tdconnect.opcua.read.Reading;
import io.tdconnect.opcua.value.ColumnSpec;
import io.tdconnect.opcua.value.ScalarConversion;
import io.tdconnect.opcua.value.UaTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.errors.DataException;

/** The times of a row in ns, the primary one first. */
final class RowTimes {
    private final List<String> names = new ArrayList<>();
    private final List<Long> values = new ArrayList<>();
    private final long received;

    private RowTimes(long received) {
        this.received = received;
    }

    /**
     * The times of a value.
     *
     * @param unit unit of times in expressions
     * @throws DataException if the result of an expression is not a time
     */
    static RowTimes of(PointLayout layout, Reading reading, Precision unit) {
        long received = UaTime.nanos(reading.received());
        RowTimes times = new RowTimes(received);
        for (TableColumn column : layout.columns()) {
            if (column.role().isTime()) {
                long nanos = switch (column.role()) {
                    case ORIGINAL_TIME -> UaTime.source(reading.value(), received);
                    case SERVER_TIME -> UaTime.server(reading.value(), received);
                    default -> received;
                };
                times.names.add(column.name());
                times.values.add(column.transform() == null ? nanos : transformed(nanos, column, unit));
            }
        }
        return times;
    }

    long primary() {
        return values.get(0);
    }

    long received() {
        return received;
    }

    /** Adds the times of another value of the same row; of two in one column the later is kept. */
    void merge(RowTimes other) {
        for (int i = 1; i < other.names.size(); i++) {
            int here = names.indexOf(other.names.get(i));
            if (here < 0) {
                names.add(other.names.get(i));
                values.add(other.values.get(i));
            } else if (here > 0) {
                values.set(here, Math.max(values.get(here), other.values.get(i)));
            }
        }
    }

    void addTo(FieldBuffer fields) {
        for (int i = 0; i < names.size(); i++) {
            fields.addField(
                    names.get(i),
                    i == 0 ? Timestamp.schema(Precision.NS) : Timestamp.optionalSchema(Precision.NS),
                    values.get(i));
        }
    }

    private static long transformed(long nanos, TableColumn column, Precision unit) {
        long inUnit =
                new Timestamp(nanos, Precision.NS).to(unit, Rounding.TRUNCATE).value();
        Expression transform = Objects.requireNonNull(column.transform());
        Map<String, Object> row =
                column.name().equals("ts") ? Map.of("ts", inUnit) : Map.of("ts", inUnit, column.name(), inUnit);
        Object result = transform.value(row);
        if (result == null) {
            throw new DataException("expected a time as result of " + transform + ", found null");
        }
        Object whole = ScalarConversion.convert(ColumnSpec.of(ValueType.BIGINT), result);
        return new Timestamp((Long) whole, unit)
                .to(Precision.NS, Rounding.TRUNCATE)
                .value();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.value;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.time.TimestampUnit;
import io.tdconnect.common.type.ValueConversion;
import io.tdconnect.common.type.ValueType;
import java.util.Locale;
import java.util.regex.Pattern;

/** Converts single values to the type of their column. */
public final class ScalarConversion {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,19}");

    private ScalarConversion() {}

    /**
     * Converts a value to the schema of its column.
     *
     * @param value a value that {@link ScalarValues#of} has made
     * @throws org.apache.kafka.connect.errors.DataException if the type cannot hold it, see {@link ValueConversion}
     */
    public static Object convert(ColumnSpec spec, Object value) {
        ValueType type = spec.typeSpec().type();
        if (type == ValueType.TIMESTAMP) {
            return time(spec, value);
        }
        if (value instanceof Timestamp time && !type.isText()) {
            return spec.typeSpec()
                    .convert(time.to(Precision.MS, Rounding.TRUNCATE).value());
        }
        return spec.typeSpec().convert(value);
    }

    private static Object time(ColumnSpec spec, Object value) {
        TimestampUnit unit = TimestampUnit.valueOf(spec.unit().toUpperCase(Locale.ROOT));
        boolean written = value instanceof String text && !WHOLE.matcher(text).matches();
        Object bare = value instanceof Timestamp || written ? value : ValueConversion.whole(ValueType.BIGINT, value);
        return Timestamp.of(bare, null, unit)
                .to(Precision.NS, Rounding.TRUNCATE)
                .value();
    }
}

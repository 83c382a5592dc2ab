// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.time.TimestampUnit;
import io.tdconnect.common.type.PlainDecimal;
import io.tdconnect.common.type.UnfitValueException;
import io.tdconnect.common.type.Values;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A point in time.
 *
 * @param unit of bare numbers
 * @param precision what times are brought to, null to keep theirs
 * @param format of times that are text, null for ISO-8601 with an offset
 */
record TimestampType(
        TimestampUnit unit,
        @Nullable Precision precision,
        @Nullable TimeFormat format) implements DataType {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,19}(\\.\\d{1,9})?");

    @Override
    public Object convert(Object value, @Nullable Schema schema) {
        if (format != null && (value instanceof String || (format.numbers() && !isTime(value, schema)))) {
            Timestamp time = format.parse(
                    value instanceof BigDecimal number ? PlainDecimal.text(number) : String.valueOf(value));
            return precision == null ? time : time.to(precision, Rounding.TRUNCATE);
        }
        Object read = value instanceof String text && NUMBER.matcher(text).matches() ? new BigDecimal(text) : value;
        Timestamp time = read instanceof BigDecimal number ? ofNumber(number) : Timestamp.of(read, schema, unit);
        return precision == null ? time : time.to(precision, Rounding.TRUNCATE);
    }

    private static boolean isTime(Object value, @Nullable Schema schema) {
        return value instanceof Timestamp || !(value instanceof Number) || (schema != null && schema.name() != null);
    }

    private Timestamp ofNumber(BigDecimal number) {
        try {
            if (unit != TimestampUnit.S || number.scale() <= 0) {
                return Timestamp.of(number.longValueExact(), null, unit);
            }
            Precision finest = number.scale() <= 3 ? Precision.MS : number.scale() <= 6 ? Precision.US : Precision.NS;
            return new Timestamp(
                    number.multiply(BigDecimal.valueOf(finest.perSecond())).longValueExact(), finest);
        } catch (ArithmeticException e) {
            throw new UnfitValueException(toString(), Values.describe(number) + " that it cannot hold exactly");
        }
    }

    @Override
    public @Nullable Schema schema() {
        return precision == null ? null : Timestamp.optionalSchema(precision);
    }

    @Override
    public boolean exact() {
        return true;
    }

    @Override
    public String toString() {
        return "TIMESTAMP in "
                + (unit == TimestampUnit.AUTO ? "s, ms, us or ns" : unit.name().toLowerCase(Locale.ROOT))
                + (format == null ? "" : " or written as " + format.text());
    }
}

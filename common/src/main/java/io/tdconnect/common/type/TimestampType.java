// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.type;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.time.TimestampUnit;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Locale;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A point in time.
 *
 * @param unit of bare numbers
 * @param precision to which times are converted; null to keep theirs
 * @param format of times in text; null for ISO-8601 with an offset
 */
public record TimestampType(
        TimestampUnit unit,
        @Nullable Precision precision,
        @Nullable TimeFormat format) implements DataType {
    /** Numbers with more digits are not read with a pattern. */
    private static final int MAX_DIGITS = 100;

    @Override
    public Object convert(Object value, @Nullable Schema schema) {
        TimeFormat written = format != null && isText(format, value, schema) ? format : null;
        Timestamp time = written == null
                ? Timestamp.of(value, schema, unit)
                : written.parse(value instanceof Number number ? digits(number) : String.valueOf(value));
        return precision == null ? time : time.to(precision, Rounding.TRUNCATE);
    }

    /** Whether the value is read as text in the format; this includes numbers if there is a pattern. */
    private static boolean isText(TimeFormat format, Object value, @Nullable Schema schema) {
        if (value instanceof String text) {
            return format.hasPattern() || !Timestamp.isNumber(text);
        }
        return format.hasPattern() && value instanceof Number && (schema == null || schema.name() == null);
    }

    /** The digits of a number such as 20240501, which may be a floating point number. */
    private static String digits(Number number) {
        String text = number.toString();
        if (text.length() <= MAX_DIGITS && Double.isFinite(number.doubleValue())) {
            BigDecimal digits = new BigDecimal(text).stripTrailingZeros();
            return Math.abs(digits.scale()) > MAX_DIGITS ? text : digits.toPlainString();
        }
        return text;
    }

    /** The same type with a zone for text without an offset; unchanged if it already has a zone. */
    public TimestampType inZone(ZoneId zone) {
        TimeFormat written = format == null ? TimeFormat.of(null, null) : format;
        return written.zone() == null
                ? new TimestampType(unit, precision, new TimeFormat(written.text(), written.formatter(), zone))
                : this;
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

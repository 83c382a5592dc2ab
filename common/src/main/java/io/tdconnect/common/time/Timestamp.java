// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.time;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A point in time that keeps its precision; in records an INT64 with the schema of {@link #schema}.
 *
 * @param value units of {@code precision} since 1970-01-01T00:00:00Z
 * @param precision the unit
 */
public record Timestamp(long value, Precision precision) {
    /** Name of the schema; its parameter {@code unit} is ms, us or ns. */
    public static final String SCHEMA_NAME = "io.tdconnect.Timestamp";

    private static final String UNIT = "unit";
    private static final Map<Precision, Schema> SCHEMAS = new EnumMap<>(Precision.class);
    private static final Map<Precision, Schema> OPTIONAL_SCHEMAS = new EnumMap<>(Precision.class);

    static {
        for (Precision precision : Precision.values()) {
            SCHEMAS.put(precision, newSchema(precision).build());
            OPTIONAL_SCHEMAS.put(precision, newSchema(precision).optional().build());
        }
    }

    /** The schema of a required timestamp. */
    public static Schema schema(Precision precision) {
        return Objects.requireNonNull(SCHEMAS.get(precision));
    }

    /** The schema of an optional timestamp. */
    public static Schema optionalSchema(Precision precision) {
        return Objects.requireNonNull(OPTIONAL_SCHEMAS.get(precision));
    }

    /**
     * The timestamp in the value of a field.
     *
     * @param value an INT64 with the schema of {@link #schema}, a {@link Date} of Connect's logical Timestamp or Date,
     *     ISO-8601 text with an offset and up to 9 digits after the second, or a number, also as text, with an exponent
     *     or, in seconds, with a fraction
     * @param schema the schema of the field, null if it has none
     * @param bareNumbers the unit of numbers whose schema does not name one
     * @throws DataException if the value has another form, is not an existing time, or does not fit
     */
    public static Timestamp of(Object value, @Nullable Schema schema, TimestampUnit bareNumbers) {
        return of(value, schema, bareNumbers, null);
    }

    /**
     * The timestamp in the value of a field, see {@link #of(Object, Schema, TimestampUnit)}.
     *
     * @param zone zone of ISO-8601 text without an offset, null to refuse such text
     * @throws DataException also if the time does not exist in the zone, or exists twice
     */
    @SuppressWarnings("JavaUtilDate") // Connect's logical types are of this class.
    public static Timestamp of(
            Object value, @Nullable Schema schema, TimestampUnit bareNumbers, @Nullable ZoneId zone) {
        if (value instanceof Timestamp timestamp) {
            return timestamp;
        }
        if (value instanceof String text) {
            BigDecimal number = TimeNumbers.parse(text);
            return number == null ? IsoText.parse(text, zone) : bareNumbers.timestamp(number);
        }
        if (value instanceof Date date && (schema == null || !Time.LOGICAL_NAME.equals(schema.name()))) {
            return new Timestamp(date.getTime(), Precision.MS);
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            long number = ((Number) value).longValue();
            return schema != null && SCHEMA_NAME.equals(schema.name())
                    ? new Timestamp(number, unit(schema))
                    : bareNumbers.timestamp(number);
        }
        if (value instanceof BigInteger number && number.bitLength() < Long.SIZE) {
            return bareNumbers.timestamp(number.longValue());
        }
        if (value instanceof BigDecimal number) {
            return bareNumbers.timestamp(number);
        }
        if (value instanceof Double || value instanceof Float) {
            return bareNumbers.timestamp(TimeNumbers.exact((Number) value));
        }
        throw new DataException("Expected a timestamp as ISO-8601 text, number, or logical Timestamp or Date, found "
                + (schema == null || schema.name() == null ? value.getClass().getSimpleName() : schema.name()));
    }

    /** Whether a text is a number, whose meaning depends on a unit. */
    public static boolean isNumber(String text) {
        return TimeNumbers.parse(text) != null;
    }

    /**
     * The timestamp of an instant.
     *
     * @throws DataException if it does not fit into the precision; finer digits are dropped
     */
    public static Timestamp of(Instant instant, Precision precision) {
        long perSecond = precision.perSecond();
        long nanosPerUnit = Precision.NS.perSecond() / perSecond;
        long seconds = instant.getEpochSecond();
        long fraction = instant.getNano() / nanosPerUnit;
        // Near the smallest value the product of the seconds overflows although the sum does not.
        return seconds < 0
                ? new Timestamp(exact(seconds + 1, perSecond, fraction - perSecond, precision), precision)
                : new Timestamp(exact(seconds, perSecond, fraction, precision), precision);
    }

    /**
     * The same time in another precision.
     *
     * @param rounding what happens to digits that the precision cannot hold
     * @throws DataException if the time does not fit, or {@link Rounding#FAIL} would lose digits
     */
    public Timestamp to(Precision target, Rounding rounding) {
        if (target.perSecond() >= precision.perSecond()) {
            return target == precision
                    ? this
                    : new Timestamp(exact(value, target.perSecond() / precision.perSecond(), 0, target), target);
        }
        long divisor = precision.perSecond() / target.perSecond();
        if (rounding == Rounding.FAIL && Math.floorMod(value, divisor) != 0) {
            throw new DataException("Expected a timestamp without digits below " + target.symbol() + ", found one in "
                    + precision.symbol() + " that would lose some");
        }
        return new Timestamp(Math.floorDiv(value, divisor), target);
    }

    /** The same time as an instant. */
    public Instant instant() {
        long perSecond = precision.perSecond();
        long nanos = Math.floorMod(value, perSecond) * (Precision.NS.perSecond() / perSecond);
        return Instant.ofEpochSecond(Math.floorDiv(value, perSecond), nanos);
    }

    private static long exact(long value, long factor, long addend, Precision target) {
        try {
            return Math.addExact(Math.multiplyExact(value, factor), addend);
        } catch (ArithmeticException e) {
            throw new DataException(
                    "Expected a timestamp that fits into precision " + target.symbol()
                            + ", from " + new Timestamp(Long.MIN_VALUE, target).instant() + " to "
                            + new Timestamp(Long.MAX_VALUE, target).instant() + ", found one beyond;"
                            + " a coarser precision has a longer range",
                    e);
        }
    }

    private static Precision unit(Schema schema) {
        String unit = schema.parameters() == null ? null : schema.parameters().get(UNIT);
        try {
            return Precision.of(String.valueOf(unit));
        } catch (IllegalArgumentException e) {
            throw new DataException("Schema " + SCHEMA_NAME + ", parameter " + UNIT + ": " + e.getMessage(), e);
        }
    }

    private static SchemaBuilder newSchema(Precision precision) {
        return SchemaBuilder.int64().name(SCHEMA_NAME).version(1).parameter(UNIT, precision.symbol());
    }
}

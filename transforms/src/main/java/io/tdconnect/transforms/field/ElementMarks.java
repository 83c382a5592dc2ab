// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.field;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.record.FieldPath;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.time.TimestampUnit;
import io.tdconnect.transforms.row.RowBuilder;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** What tells the elements of an array apart: a field with the index, and a time that grows with the index. */
public final class ElementMarks {
    static final String INDEX_FIELD = "index.field";
    static final String TIME_FIELD = "time.field";
    static final String TIME_STEP = "time.step";

    private final @Nullable String indexField;
    private final @Nullable String timeField;
    private final @Nullable Step step;

    private ElementMarks(@Nullable String indexField, @Nullable String timeField, @Nullable Step step) {
        this.indexField = indexField;
        this.timeField = timeField;
        this.step = step;
    }

    /**
     * The time from one element to the next.
     *
     * @param units of {@code precision}, at least 1
     */
    private record Step(long units, Precision precision) {
        private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,8}) ?(ns|us|ms|s)");

        static Step parse(String text) {
            Matcher parts = TEXT.matcher(text.trim());
            if (!parts.matches()) {
                throw new IllegalArgumentException("expected a step such as 1ms, 100us, 20ns or 5s, found " + text);
            }
            long number = Long.parseLong(parts.group(1));
            return switch (parts.group(2)) {
                case "ns" -> new Step(number, Precision.NS);
                case "us" -> new Step(number, Precision.US);
                case "ms" -> new Step(number, Precision.MS);
                default -> new Step(number * Precision.MS.perSecond(), Precision.MS);
            };
        }
    }

    /** Adds the options. */
    public static void addTo(Options options) {
        options.group("Elements")
                .optional(
                        INDEX_FIELD,
                        Type.STRING,
                        null,
                        "Field for the index of the element in its array, from 0; null elements count. Unset for none.")
                .validator(Validators.nonEmpty())
                .optional(
                        TIME_FIELD,
                        Type.STRING,
                        null,
                        "Field with a timestamp to which the index times `time.step` is added. Elements with one common time"
                                + " would be one row of a subtable, of which the last remains. The field needs a type such"
                                + " as `TIMESTAMP(ms)` in front. Unset to leave times as they are.")
                .validator(Validators.nonEmpty())
                .dependents(TIME_STEP)
                .optional(
                        TIME_STEP,
                        Type.STRING,
                        null,
                        "Time from one element to the next in `time.field`, such as `1ms`, `100us`, `20ns` or `5s`. A step"
                                + " finer than the timestamp makes the timestamp finer.")
                .validator(TransformValidators.parsed("step such as 1ms or 100us", Step::parse))
                .importance(Importance.MEDIUM);
    }

    public static ElementMarks from(AbstractConfig config) {
        String timeField = config.getString(TIME_FIELD);
        String step = config.getString(TIME_STEP);
        if ((timeField == null) != (step == null)) {
            throw new ConfigException(
                    timeField == null ? TIME_FIELD : TIME_STEP,
                    null,
                    "expected both or none of " + TIME_FIELD + " and " + TIME_STEP + ", since a step is never guessed");
        }
        return new ElementMarks(config.getString(INDEX_FIELD), timeField, step == null ? null : Step.parse(step));
    }

    /**
     * Adds the index and the changed time to the row of an element.
     *
     * @param element the element, whose own time counts first
     * @param around the objects around it, from the outermost
     * @throws DataException if the time is not a timestamp, or the sum does not fit
     */
    public void add(Object element, List<?> around, int index, RowBuilder row) {
        if (indexField != null) {
            row.addField(indexField, Schema.OPTIONAL_INT32_SCHEMA, index);
        }
        if (timeField != null && step != null) {
            Object holder = FieldPath.child(element, timeField) == null ? null : element;
            for (int i = around.size() - 1; i >= 0 && holder == null; i--) {
                holder = FieldPath.child(around.get(i), timeField) == null ? null : around.get(i);
            }
            if (holder != null) {
                row.addField(timeField, null, later(holder, timeField, step, index));
            }
        }
    }

    private static Timestamp later(Object holder, String field, Step step, int index) {
        Timestamp time = timestamp(holder, field);
        Precision precision =
                step.precision().perSecond() > time.precision().perSecond() ? step.precision() : time.precision();
        Timestamp start = time.to(precision, Rounding.FAIL);
        try {
            long each = Math.multiplyExact(
                    step.units(), precision.perSecond() / step.precision().perSecond());
            return new Timestamp(Math.addExact(start.value(), Math.multiplyExact(each, (long) index)), precision);
        } catch (ArithmeticException e) {
            throw new DataException(
                    "Field " + field + ": expected a time that fits with the index times " + TIME_STEP + " added", e);
        }
    }

    private static Timestamp timestamp(Object holder, String field) {
        Object value = FieldPath.child(holder, field);
        Schema schema = FieldCopier.schema(holder, field);
        boolean bareText = value instanceof String text && Timestamp.isNumber(text);
        boolean bareNumber = value instanceof Number && (schema == null || schema.name() == null);
        if (value == null || bareText || bareNumber || value instanceof Struct) {
            throw new DataException("Field " + field + ": expected a timestamp for " + TIME_FIELD
                    + ", found a value without a unit; give the field a type such as TIMESTAMP(ms) in ParseJson");
        }
        return Timestamp.of(value, schema, TimestampUnit.MS);
    }
}

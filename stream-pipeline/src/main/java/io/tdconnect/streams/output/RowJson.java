// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.output;

import io.tdconnect.common.json.JsonBytes;
import io.tdconnect.common.json.ValueJson;
import io.tdconnect.common.time.IsoText;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.streams.config.OutputOptions;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.jspecify.annotations.Nullable;

/** Writes rows as JSON objects; not for use by several threads. */
final class RowJson {
    /** A number with more places is written with an exponent, since its digits could fill the memory. */
    private static final int MAX_PLACES = 10_000;

    private final OutputOptions.TimestampFormat timestamps;
    private final ValueJson json = new ValueJson(this::other, Integer.MAX_VALUE);
    private final byte[] time = new byte[IsoText.MAX_LENGTH];
    private @Nullable Schema lastSchema;
    private @Nullable Precision lastPrecision;

    RowJson(OutputOptions.TimestampFormat timestamps) {
        this.timestamps = timestamps;
    }

    /** The row in UTF-8. */
    byte[] bytes(Object row) {
        return json.bytes(row);
    }

    @SuppressWarnings("JavaUtilDate") // Connect's logical types are of this class.
    private void other(JsonBytes target, @Nullable Schema schema, Object value) {
        if (value instanceof Long number) {
            Precision precision =
                    timestamps == OutputOptions.TimestampFormat.NUMBER || schema == null ? null : precision(schema);
            if (precision == null) {
                target.addNumber(number);
            } else {
                timestamp(target, number, precision);
            }
        } else if (value instanceof Double number) {
            target.addNumber(number.doubleValue());
        } else if (value instanceof Float number) {
            target.addNumber(number.floatValue());
        } else if (value instanceof BigDecimal decimal) {
            target.addPlain(Math.abs(decimal.scale()) < MAX_PLACES ? decimal.toPlainString() : decimal.toString());
        } else if (value instanceof Number) {
            target.addPlain(value.toString());
        } else {
            target.addText(
                    value instanceof Date date
                            ? dateText(date.getTime(), schema == null ? null : schema.name())
                            : value.toString());
        }
    }

    private void timestamp(JsonBytes target, long value, Precision precision) {
        int length = IsoText.write(value, precision, time, 0);
        if (length < 0) {
            target.addText(IsoText.of(value, precision));
        } else {
            target.add('"');
            target.add(time, 0, length);
            target.add('"');
        }
    }

    /** The unit of timestamps with this schema; null for other schemas. */
    @SuppressWarnings("ReferenceEquality") // Mostly the same object as for the last value.
    private @Nullable Precision precision(Schema schema) {
        if (schema != lastSchema) {
            lastSchema = schema;
            lastPrecision = Timestamp.SCHEMA_NAME.equals(schema.name())
                    ? Precision.of(String.valueOf(schema.parameters().get("unit")))
                    : null;
        }
        return lastPrecision;
    }

    /** A value of Connect's logical types, in milliseconds. */
    private static String dateText(long millis, @Nullable String schemaName) {
        if (org.apache.kafka.connect.data.Date.LOGICAL_NAME.equals(schemaName)) {
            return LocalDate.ofEpochDay(Math.floorDiv(millis, 86_400_000L)).toString();
        }
        return Time.LOGICAL_NAME.equals(schemaName)
                ? LocalTime.ofNanoOfDay(millis * 1_000_000L).toString()
                : IsoText.of(millis, Precision.MS);
    }
}

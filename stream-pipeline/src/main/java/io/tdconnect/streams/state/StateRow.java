// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.state;

import io.tdconnect.common.record.FieldPath;
import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.time.TimestampUnit;
import io.tdconnect.streams.message.BadMessageCause;
import io.tdconnect.streams.message.BadMessageException;
import io.tdconnect.streams.message.RowHeaders;
import io.tdconnect.streams.row.RoutedRow;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A row in the stateful steps.
 *
 * @param key of the subtable
 * @param messageTime timestamp of the message, ms since 1970
 * @param timestampField name of the primary timestamp
 * @param time its value
 */
@SuppressWarnings("ArrayRecordComponent") // Only passed on, never compared.
record StateRow(byte[] key, RoutedRow routed, long messageTime, String timestampField, Instant time) {
    /**
     * A row with its time.
     *
     * @throws BadMessageException if it has no valid time
     */
    static StateRow of(byte[] key, RoutedRow routed, long messageTime) {
        String field = RowHeaders.text(routed.headers(), RoutingHeaders.TIMESTAMP);
        Object value = field == null ? null : FieldPath.child(routed.row().value(), field);
        if (field == null || value == null) {
            throw problem("expected a row with its timestamp, found "
                    + (field == null ? "no header td.timestamp" : "none in field " + field)
                    + "; name the field by timestamp.field of MapToTable");
        }
        try {
            Timestamp time = Timestamp.of(value, schema(routed.row().value(), field), TimestampUnit.AUTO);
            return new StateRow(key, routed, messageTime, field, time.instant());
        } catch (DataException e) {
            throw new BadMessageException(BadMessageCause.BAD_VALUE, "TASK_PUT", "field " + field, StateRow.class, e);
        }
    }

    static BadMessageException problem(String message) {
        return new BadMessageException(BadMessageCause.BAD_VALUE, "state", StateRow.class, message);
    }

    /** The row as Struct or Map. */
    Object value() {
        return routed.row().value();
    }

    /** Names of the fields that are tags. */
    Set<String> tags() {
        String tags = RowHeaders.text(routed.headers(), RoutingHeaders.TAGS);
        return tags == null
                ? Set.of()
                : Arrays.stream(tags.split(",", -1)).map(String::trim).collect(Collectors.toSet());
    }

    private static @Nullable Schema schema(Object row, String name) {
        Field field = row instanceof Struct struct ? struct.schema().field(name) : null;
        return field == null ? null : field.schema();
    }
}

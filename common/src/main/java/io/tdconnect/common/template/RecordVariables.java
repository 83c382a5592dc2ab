// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.template;

import io.tdconnect.common.record.FieldPath;
import io.tdconnect.common.record.KafkaOrigin;
import io.tdconnect.common.record.RoutingHeaders;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a record: the fields of its row, nested ones with dots, {@code topic}, {@code partition},
 * {@code offset} (of sink records only), {@code key} and {@code header:NAME}.
 *
 * <p>Topic, partition and offset are those of the {@link KafkaOrigin}.
 *
 * <p>A field of the row takes precedence over a built-in variable of the same name. {@code key.NAME} is a field of the key.
 */
public final class RecordVariables implements Variables {
    static final String HEADER = "header:";
    private static final String KEY = "key.";

    private final ConnectRecord<?> entry;
    private final @Nullable Object row;

    private RecordVariables(ConnectRecord<?> entry, @Nullable Object row) {
        this.entry = entry;
        this.row = row;
    }

    /** The variables of a record whose value is the row. */
    public static RecordVariables of(ConnectRecord<?> entry) {
        return new RecordVariables(entry, entry.value());
    }

    /** The variables of one row of a record with several rows. */
    public static RecordVariables of(ConnectRecord<?> entry, @Nullable Object row) {
        return new RecordVariables(entry, row);
    }

    @Override
    public @Nullable Object value(String name) {
        Object value = FieldPath.child(row, name);
        if (value != null || FieldPath.contains(row, name)) {
            return value;
        }
        return switch (name) {
            case "topic" -> KafkaOrigin.topic(entry);
            case "partition" -> KafkaOrigin.partition(entry);
            case "offset" -> KafkaOrigin.offset(entry);
            case "key" -> entry.key();
            default -> lookUp(name);
        };
    }

    private @Nullable Object lookUp(String name) {
        if (name.startsWith(HEADER)) {
            return RoutingHeaders.read(entry.headers(), name.substring(HEADER.length()));
        }
        Object nested = nested(row, name);
        return nested == null && name.startsWith(KEY) ? nested(entry.key(), name.substring(KEY.length())) : nested;
    }

    private static @Nullable Object nested(@Nullable Object structOrMap, String name) {
        Object value = structOrMap;
        int start = 0;
        for (int dot = name.indexOf('.'); dot >= 0 && value != null; dot = name.indexOf('.', start)) {
            value = FieldPath.child(value, name.substring(start, dot));
            start = dot + 1;
        }
        return FieldPath.child(value, name.substring(start));
    }
}

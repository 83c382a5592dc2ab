// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.taosx;

import io.tdconnect.common.record.FieldPath;
import io.tdconnect.common.record.KafkaOrigin;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.type.DataType;
import io.tdconnect.common.type.TimestampType;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.row.RowBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A field of a row that is taken from the record around the payload, or a column of a row that the payload is.
 *
 * @param source one of {@link #SOURCES}, or the name of a column, which takes precedence
 * @param name in the row
 * @param type to which the value is converted; null to keep its type
 */
public record TaosxField(
        String source, String name, @Nullable DataType type) {
    /** The sources in parser documents; payload and value are the same. */
    static final Set<String> SOURCES = Set.of("payload", "value", "key", "topic", "partition", "offset", "ts", "qos");

    private static final String MQTT_TOPIC = "mqtt.topic";
    private static final String MQTT_QOS = "mqtt.qos";
    private static final DataType QOS = DataType.parse("INT");

    /**
     * Adds the field.
     *
     * @param columns the row with columns, a Struct or Map; null if the payload is not one
     * @param mismatch what happens if the value does not fit its type
     */
    void addTo(RowBuilder row, ConnectRecord<?> entry, RecordPart part, @Nullable Object columns, OnMismatch mismatch) {
        boolean column = FieldPath.contains(columns, source);
        if (!column && !SOURCES.contains(source)) {
            throw new DataException("/parse/" + source + ": expected a row with the column " + source
                    + ", as the CSV source makes it, found " + (columns == null ? "no row" : "a row without it"));
        }
        Object value = column ? FieldPath.child(columns, source) : value(entry, part);
        Schema schema = column ? columnSchema(columns) : schema(entry, part);
        if (value == null) {
            row.addField(name, type == null ? schema : type.schema(), null);
        } else if (type == null) {
            row.addField(name, schema, value);
        } else {
            row.addField(name, type.schema(), converted(type, value, schema, mismatch));
        }
    }

    private @Nullable Object converted(DataType target, Object value, @Nullable Schema schema, OnMismatch mismatch) {
        try {
            return target.convert(readable(target, value), schema);
        } catch (DataException e) {
            if (mismatch == OnMismatch.NULL) {
                return null;
            }
            throw new DataException("/parse/" + source + ": " + e.getMessage(), e);
        }
    }

    /** Converts times to numbers and bytes to text, if the type requires it. */
    private static Object readable(DataType target, Object value) {
        if (value instanceof Timestamp time && !(target instanceof TimestampType)) {
            return time.value();
        }
        boolean text = value instanceof byte[] && !target.takesBytes();
        return text ? new String((byte[]) value, StandardCharsets.UTF_8) : value;
    }

    private @Nullable Schema columnSchema(@Nullable Object columns) {
        return columns instanceof Struct struct
                ? struct.schema().field(source).schema()
                : Schema.OPTIONAL_STRING_SCHEMA;
    }

    private @Nullable Object value(ConnectRecord<?> entry, RecordPart part) {
        return switch (source) {
            case "payload", "value" -> part.value(entry);
            case "key" -> entry.key();
            case "partition" -> KafkaOrigin.partition(entry);
            case "offset" -> KafkaOrigin.offset(entry);
            case "ts" -> recordTime(entry);
            case "qos" -> header(entry, MQTT_QOS);
            default -> {
                Object mqttTopic = header(entry, MQTT_TOPIC);
                yield mqttTopic == null ? KafkaOrigin.topic(entry) : mqttTopic;
            }
        };
    }

    private @Nullable Schema schema(ConnectRecord<?> entry, RecordPart part) {
        return switch (source) {
            case "payload", "value" -> part.schema(entry);
            case "key" -> entry.keySchema();
            case "partition", "qos" -> Schema.OPTIONAL_INT32_SCHEMA;
            case "offset" -> Schema.OPTIONAL_INT64_SCHEMA;
            case "ts" -> Timestamp.optionalSchema(Precision.MS);
            default -> Schema.OPTIONAL_STRING_SCHEMA;
        };
    }

    /** When the record was made, by the clock of its producer or broker. */
    public static @Nullable Timestamp recordTime(ConnectRecord<?> entry) {
        return entry.timestamp() == null ? null : new Timestamp(entry.timestamp(), Precision.MS);
    }

    private static @Nullable Object header(ConnectRecord<?> entry, String name) {
        Header header = entry.headers().isEmpty() ? null : entry.headers().lastWithName(name);
        Object value = header == null ? null : header.value();
        return MQTT_QOS.equals(name) && value != null ? QOS.convert(value, null) : value;
    }
}

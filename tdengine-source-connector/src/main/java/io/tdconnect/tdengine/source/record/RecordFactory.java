// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.record;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Makes records of one source partition, all with the same offset. */
@FunctionalInterface
public interface RecordFactory {
    /**
     * A record.
     *
     * @param topic of Kafka
     * @param key null for a record without a key
     * @param timestamp in Kafka; null for the time of arrival
     */
    SourceRecord record(
            String topic,
            @Nullable String key,
            Schema valueSchema,
            Object value,
            @Nullable Long timestamp,
            ConnectHeaders headers);

    /** Makes plain records. */
    static RecordFactory of(Map<String, ?> partition, @Nullable Map<String, ?> offset) {
        return (topic, key, valueSchema, value, timestamp, headers) -> new SourceRecord(
                partition,
                offset,
                topic,
                null,
                key == null ? null : Schema.STRING_SCHEMA,
                key,
                valueSchema,
                value,
                timestamp,
                headers);
    }
}

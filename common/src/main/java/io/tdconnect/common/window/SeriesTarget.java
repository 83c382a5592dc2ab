// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.window;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Where the records of a series go.
 *
 * @param partition source partition
 * @param topic of Kafka
 * @param table subtable, which is the key of the records
 * @param headers of each record
 * @param routing which timestamp records have
 */
public record SeriesTarget(
        Map<String, ?> partition, String topic, String table, ConnectHeaders headers, RoutingOptions routing) {
    /** The same for another series. */
    public SeriesTarget of(String otherTable, ConnectHeaders otherHeaders) {
        return new SeriesTarget(partition, topic, otherTable, otherHeaders, routing);
    }

    /**
     * A record of some points.
     *
     * @param time of the first one, in nanoseconds since 1970
     * @param offset source offset after the last one
     */
    public SourceRecord record(long time, Map<String, ?> offset, Schema schema, Object value) {
        return new SourceRecord(
                partition,
                offset,
                topic,
                null,
                Schema.STRING_SCHEMA,
                table,
                schema,
                value,
                routing.timestamp(time),
                headers.duplicate());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.record;

import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * The place in Kafka that a record comes from: that of its headers if the Kafka source connector has set them, else its own.
 * With such headers, parser documents and templates see the topics of the cluster that was read.
 */
public final class KafkaOrigin {
    /** Header with the topic. */
    public static final String TOPIC = "kafka.topic";

    /** Header with the number of the partition. */
    public static final String PARTITION = "kafka.partition";

    /** Header with the offset. */
    public static final String OFFSET = "kafka.offset";

    private KafkaOrigin() {}

    /** The topic. */
    public static @Nullable String topic(ConnectRecord<?> entry) {
        String origin = RoutingHeaders.read(entry.headers(), TOPIC);
        return origin == null ? entry.topic() : origin;
    }

    /**
     * The number of the partition.
     *
     * @throws DataException if the header is not a number
     */
    public static @Nullable Integer partition(ConnectRecord<?> entry) {
        String origin = RoutingHeaders.read(entry.headers(), PARTITION);
        return origin == null ? entry.kafkaPartition() : Integer.valueOf((int) number(PARTITION, origin));
    }

    /**
     * The offset; of records without the header only a sink knows it.
     *
     * @throws DataException if the header is not a number
     */
    public static @Nullable Long offset(ConnectRecord<?> entry) {
        String origin = RoutingHeaders.read(entry.headers(), OFFSET);
        if (origin != null) {
            return number(OFFSET, origin);
        }
        return entry instanceof SinkRecord sink ? sink.kafkaOffset() : null;
    }

    private static long number(String header, String text) {
        try {
            return PARTITION.equals(header) ? Integer.parseInt(text.trim()) : Long.parseLong(text.trim());
        } catch (NumberFormatException e) {
            throw new DataException("Header " + header + ": expected a number, found " + text, e);
        }
    }
}

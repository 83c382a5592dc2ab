// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import io.tdconnect.engine.store.FailuresFile.Place;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;

/** A record on its way to the sink. */
final class Delivery {
    final SourceRecord content;
    final long offset;
    final Receipt receipt;
    final Place place;
    final long sinceNanos = System.nanoTime();
    /** Whether a transform of the sink has dropped it; its offset counts all the same. */
    boolean dropped;

    /**
     * @param content after the transforms of the source
     * @param place where it was before them
     */
    Delivery(SourceRecord content, long offset, Receipt receipt, Place place) {
        this.content = content;
        this.offset = offset;
        this.receipt = receipt;
        this.place = place;
    }

    /** As the sink gets it; a new object each time, since transforms may change the headers. */
    SinkRecord message(TopicPartition partition) {
        Headers headers = content.headers();
        return new SinkRecord(
                partition.topic(),
                partition.partition(),
                content.keySchema(),
                content.key(),
                content.valueSchema(),
                content.value(),
                offset,
                content.timestamp(),
                content.timestamp() == null ? TimestampType.NO_TIMESTAMP_TYPE : TimestampType.CREATE_TIME,
                headers.isEmpty() ? new ConnectHeaders() : headers.duplicate());
    }

    RecordMetadata metadata(TopicPartition partition) {
        long timestamp = content.timestamp() == null ? -1 : content.timestamp();
        return new RecordMetadata(partition, offset, 0, timestamp, -1, -1);
    }
}

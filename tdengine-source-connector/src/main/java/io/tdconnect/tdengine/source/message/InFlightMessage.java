// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.message;

import io.tdconnect.tdengine.source.record.RecordFactory;
import io.tdconnect.tdengine.source.topic.Vgroup;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** A message on its way to Kafka, which makes its records and counts those that Kafka does not have yet. */
public final class InFlightMessage implements RecordFactory {
    private final Vgroup vgroup;
    private final long next;
    private final Map<String, ?> partition;
    private final @Nullable Map<String, ?> offset;
    private final AtomicInteger open = new AtomicInteger();

    /**
     * A message without records yet.
     *
     * @param next position after it, {@link io.tdconnect.tdengine.tmq.TmqMessage#UNKNOWN} for one of a snapshot
     * @param offset of its records, the position before it; null if that is unknown
     */
    public InFlightMessage(Vgroup vgroup, long next, @Nullable Map<String, ?> offset) {
        this.vgroup = vgroup;
        this.next = next;
        this.offset = offset;
        partition = vgroup.partition();
    }

    /** A record of a message. */
    private final class MessageRecord extends SourceRecord {
        MessageRecord(
                String topic,
                @Nullable String key,
                Schema valueSchema,
                Object value,
                @Nullable Long timestamp,
                ConnectHeaders headers) {
            super(
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

        MessageRecord(SourceRecord record, Map<String, ?> otherOffset) {
            super(
                    record.sourcePartition(),
                    otherOffset,
                    record.topic(),
                    record.kafkaPartition(),
                    record.keySchema(),
                    record.key(),
                    record.valueSchema(),
                    record.value(),
                    record.timestamp(),
                    record.headers());
        }

        private InFlightMessage message() {
            return InFlightMessage.this;
        }
    }

    @Override
    public SourceRecord record(
            String topic,
            @Nullable String key,
            Schema valueSchema,
            Object value,
            @Nullable Long timestamp,
            ConnectHeaders headers) {
        open.incrementAndGet();
        return new MessageRecord(topic, key, valueSchema, value, timestamp, headers);
    }

    /** A record of this message with another offset, to be used in its place. */
    public SourceRecord withOffset(SourceRecord record, Map<String, ?> otherOffset) {
        return new MessageRecord(record, otherOffset);
    }

    /** Kafka has a record, or will never get it; for any thread. Records that are not of a message are ignored. */
    public static void delivered(SourceRecord record) {
        if (record instanceof MessageRecord ofMessage) {
            ofMessage.message().open.decrementAndGet();
        }
    }

    Vgroup vgroup() {
        return vgroup;
    }

    long next() {
        return next;
    }

    /** Whether Kafka has all records. */
    boolean complete() {
        return open.get() <= 0;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.record;

import io.tdconnect.mqtt.receive.PendingAcks;
import io.tdconnect.mqtt.receive.SourceOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** A record with the acknowledgement of its message; Connect hands this instance back once Kafka has it. */
public final class MqttSourceRecord extends SourceRecord {
    private final AtomicBoolean confirmed = new AtomicBoolean();
    private final @Nullable SharedAck ack;

    /** A record whose timestamp is the time of receipt in the offset of {@code position}. */
    MqttSourceRecord(
            Position position,
            String kafkaTopic,
            @Nullable String key,
            SchemaAndValue value,
            Iterable<Header> headers,
            @Nullable SharedAck ack) {
        super(
                position.partition,
                position.offset.toMap(),
                kafkaTopic,
                null,
                key == null ? null : Schema.STRING_SCHEMA,
                key,
                value.schema(),
                value.value(),
                position.offset.receivedAt(),
                headers);
        this.ack = ack;
    }

    /** Reports that Kafka has the record or does not need it; further calls do nothing. */
    public void acknowledge() {
        if (ack != null && confirmed.compareAndSet(false, true)) {
            ack.stored();
        }
    }

    /** The source partition and source offset of a record; no two records have the same. */
    record Position(Map<String, ?> partition, SourceOffset offset) {}

    /** Acknowledges a message once Kafka has all of its records. */
    static final class SharedAck {
        private final PendingAcks.Ack ack;
        private final AtomicInteger missing;

        SharedAck(PendingAcks.Ack ack, int parts) {
            this.ack = ack;
            this.missing = new AtomicInteger(parts);
        }

        /** Reports that Kafka has one more of the records; to be called once for each. */
        void stored() {
            if (missing.decrementAndGet() == 0) {
                ack.acknowledge();
            }
        }
    }
}

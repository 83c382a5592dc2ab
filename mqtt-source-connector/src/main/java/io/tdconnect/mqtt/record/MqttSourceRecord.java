// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.record;

import io.tdconnect.mqtt.receive.SourceOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** A record that knows which message to acknowledge; Connect hands this instance back once Kafka has it. */
public final class MqttSourceRecord extends SourceRecord {
    private final AtomicBoolean confirmed = new AtomicBoolean();
    private final @Nullable SharedTicket ticket;

    /** A record of a message of which {@code offset} tells the time of receipt. */
    MqttSourceRecord(
            Position position,
            String kafkaTopic,
            @Nullable String key,
            SchemaAndValue value,
            Iterable<Header> headers,
            @Nullable SharedTicket ticket) {
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
        this.ticket = ticket;
    }

    /** Says that Kafka has the record, or that nobody wants it there; further calls do nothing. */
    public void acknowledge() {
        if (ticket != null && confirmed.compareAndSet(false, true)) {
            ticket.stored();
        }
    }

    /** Where Connect sees the record in its source; no two records have the same. */
    record Position(Map<String, ?> partition, SourceOffset offset) {}
}

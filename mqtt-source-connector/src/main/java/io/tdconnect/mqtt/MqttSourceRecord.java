// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** A record that knows which message to acknowledge; Connect hands this instance back once Kafka has it. */
final class MqttSourceRecord extends SourceRecord {
    private final PendingAcks.@Nullable Ticket ticket;

    MqttSourceRecord(
            Map<String, ?> partition,
            Map<String, ?> offset,
            String kafkaTopic,
            SchemaAndValue value,
            Delivery delivery,
            Iterable<Header> headers) {
        super(
                partition,
                offset,
                kafkaTopic,
                null,
                Schema.STRING_SCHEMA,
                delivery.message().topic(),
                value.schema(),
                value.value(),
                delivery.message().receivedAt(),
                headers);
        this.ticket = delivery.ticket();
    }

    void acknowledge() {
        if (ticket != null) {
            ticket.acknowledge();
        }
    }
}

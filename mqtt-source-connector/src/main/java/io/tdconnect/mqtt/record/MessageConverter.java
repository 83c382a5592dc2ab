// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.record;

import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.message.MqttMessage;
import io.tdconnect.mqtt.payload.Payloads;
import io.tdconnect.mqtt.receive.Delivery;
import io.tdconnect.mqtt.receive.PendingAcks;
import io.tdconnect.mqtt.record.MqttSourceRecord.Position;
import java.util.List;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Turns messages into records; for use by one thread. */
public final class MessageConverter {
    private final Positions positions;
    private final TopicRoute routes;
    private final Payloads payloads;
    private final AddedFields fields;
    private final MessageHeaders headers;
    private final ErrorPolicy errors;

    public MessageConverter(
            Positions positions,
            TopicRoute routes,
            Payloads payloads,
            AddedFields fields,
            MessageHeaders headers,
            ErrorPolicy errors) {
        this.positions = positions;
        this.routes = routes;
        this.payloads = payloads;
        this.fields = fields;
        this.headers = headers;
        this.errors = errors;
    }

    /**
     * Adds the records of a message to others; one that gives none is acknowledged at once.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException if it cannot be decoded and the task is to fail then
     */
    public void convert(Delivery delivery, List<SourceRecord> target) {
        MqttMessage message = delivery.message();
        try {
            if (message.problem() != null) {
                throw new BadMessageException(message.problem());
            }
            Route route = routes.route(message.topic());
            if (!route.wanted()) {
                routes.reportUnwanted(message.topic());
            }
            List<SchemaAndValue> values = payloads.read(message);
            SharedTicket ticket = ticket(delivery, values.size());
            for (SchemaAndValue value : values) {
                add(message, route, value, ticket, target);
            }
        } catch (BadMessageException problem) {
            reject(delivery, problem, target);
        }
    }

    private void add(
            MqttMessage message,
            Route route,
            SchemaAndValue value,
            @Nullable SharedTicket ticket,
            List<SourceRecord> target) {
        fields.addTo(value.value(), message, route);
        target.add(new MqttSourceRecord(
                position(message), route.kafkaTopic(), route.key(), value, headers.of(message, route), ticket));
    }

    private void reject(Delivery delivery, BadMessageException problem, List<SourceRecord> target) {
        MqttMessage message = delivery.message();
        routes.reportUnwanted(message.topic());
        ConnectHeaders reasons = headers.of(message);
        SchemaAndValue payload = errors.decide(message, problem, reasons);
        SharedTicket ticket = ticket(delivery, payload == null ? 0 : 1);
        if (payload != null) {
            target.add(
                    new MqttSourceRecord(position(message), errors.topic(), message.topic(), payload, reasons, ticket));
        }
    }

    private Position position(MqttMessage message) {
        return positions.next(message.receivedAt());
    }

    private static @Nullable SharedTicket ticket(Delivery delivery, int parts) {
        PendingAcks.Ticket ticket = delivery.ticket();
        if (ticket != null && parts == 0) {
            ticket.acknowledge();
        }
        return ticket == null ? null : new SharedTicket(ticket, parts);
    }
}

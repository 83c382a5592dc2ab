// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.record;

import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.message.MqttMessage;
import io.tdconnect.mqtt.payload.PayloadDecoder;
import io.tdconnect.mqtt.receive.PendingAcks;
import io.tdconnect.mqtt.receive.ReceivedMessage;
import io.tdconnect.mqtt.record.MqttSourceRecord.Position;
import io.tdconnect.mqtt.record.MqttSourceRecord.SharedAck;
import io.tdconnect.mqtt.record.TopicRouter.Route;
import java.util.List;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Turns messages into records; for use by one thread. */
public final class MessageConverter {
    private final RecordOffsets offsets;
    private final TopicRouter routes;
    private final PayloadDecoder decoder;
    private final AddedFields fields;
    private final MessageHeaders headers;
    private final ErrorHandler errors;

    public MessageConverter(
            RecordOffsets offsets,
            TopicRouter routes,
            PayloadDecoder decoder,
            AddedFields fields,
            MessageHeaders headers,
            ErrorHandler errors) {
        this.offsets = offsets;
        this.routes = routes;
        this.decoder = decoder;
        this.fields = fields;
        this.headers = headers;
        this.errors = errors;
    }

    /**
     * Adds the records of a message to {@code target}; a message without records is acknowledged at once.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException if it cannot be decoded and {@code on.error} is fail
     */
    public void convert(ReceivedMessage received, List<SourceRecord> target) {
        MqttMessage message = received.message();
        try {
            if (message.problem() != null) {
                throw new BadMessageException(message.problem());
            }
            Route route = routes.route(message.topic());
            if (!route.wanted()) {
                routes.reportUnwanted(message.topic());
            }
            List<SchemaAndValue> values = decoder.decode(message);
            SharedAck ack = ack(received, values.size());
            for (SchemaAndValue value : values) {
                add(message, route, value, ack, target);
            }
        } catch (BadMessageException problem) {
            reject(received, problem, target);
        }
    }

    private void add(
            MqttMessage message,
            Route route,
            SchemaAndValue value,
            @Nullable SharedAck ack,
            List<SourceRecord> target) {
        fields.addTo(value.value(), message, route);
        target.add(new MqttSourceRecord(
                position(message), route.kafkaTopic(), route.key(), value, headers.of(message, route), ack));
    }

    private void reject(ReceivedMessage received, BadMessageException problem, List<SourceRecord> target) {
        MqttMessage message = received.message();
        routes.reportUnwanted(message.topic());
        ConnectHeaders reasons = headers.of(message);
        SchemaAndValue payload = errors.decide(message, problem, reasons);
        SharedAck ack = ack(received, payload == null ? 0 : 1);
        if (payload != null) {
            target.add(new MqttSourceRecord(position(message), errors.topic(), message.topic(), payload, reasons, ack));
        }
    }

    private Position position(MqttMessage message) {
        return offsets.next(message.receivedAt());
    }

    private static @Nullable SharedAck ack(ReceivedMessage received, int parts) {
        PendingAcks.Ack ack = received.ack();
        if (ack != null && parts == 0) {
            ack.acknowledge();
        }
        return ack == null ? null : new SharedAck(ack, parts);
    }
}

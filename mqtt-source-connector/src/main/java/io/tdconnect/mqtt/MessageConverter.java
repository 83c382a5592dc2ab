// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;

/** Turns messages into records. */
final class MessageConverter {
    static final String TOPIC_HEADER = "mqtt.topic";
    static final String QOS_HEADER = "mqtt.qos";
    static final String RETAINED_HEADER = "mqtt.retained";
    static final String DUPLICATE_HEADER = "mqtt.duplicate";

    private final TopicRoute route;
    private final ValueFormat format;
    private final Map<String, ?> partition;

    MessageConverter(TopicRoute route, ValueFormat format, Map<String, ?> partition) {
        this.route = route;
        this.format = format;
        this.partition = partition;
    }

    /** The record of the message with this number. */
    MqttSourceRecord convert(Delivery delivery, long number) {
        MqttMessage message = delivery.message();
        return new MqttSourceRecord(
                partition,
                new SourceOffset(number, message.receivedAt()).toMap(),
                route.kafkaTopic(message.topic()),
                value(message.payload()),
                delivery,
                headers(message));
    }

    private SchemaAndValue value(byte[] payload) {
        return switch (format) {
            case BYTES -> new SchemaAndValue(Schema.BYTES_SCHEMA, payload);
            case STRING -> new SchemaAndValue(Schema.STRING_SCHEMA, new String(payload, StandardCharsets.UTF_8));
        };
    }

    private static Headers headers(MqttMessage message) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(TOPIC_HEADER, message.topic());
        headers.addString(QOS_HEADER, Integer.toString(message.qos()));
        if (message.retained()) {
            headers.addString(RETAINED_HEADER, "true");
        }
        if (message.duplicate()) {
            headers.addString(DUPLICATE_HEADER, "true");
        }
        return headers;
    }
}

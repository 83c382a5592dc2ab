// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.record;

import io.tdconnect.mqtt.message.MessageProperties;
import io.tdconnect.mqtt.message.MqttMessage;
import io.tdconnect.mqtt.record.RecordOptions.HeaderSet;
import io.tdconnect.mqtt.record.RecordOptions.LevelTarget;
import io.tdconnect.mqtt.record.TopicRouter.Route;
import java.util.Base64;
import java.util.Map;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.jspecify.annotations.Nullable;

/** Makes the headers of a record. */
public final class MessageHeaders {
    static final String ERROR = "mqtt.error";
    static final String ERROR_ENCODING = "mqtt.error.encoding";

    private static final String TOPIC = "mqtt.topic";
    private static final String QOS = "mqtt.qos";
    private static final String RETAINED = "mqtt.retained";
    private static final String DUPLICATE = "mqtt.duplicate";
    private static final String RECEIVED = "mqtt.received.ns";
    private static final String USER_PREFIX = "mqtt.user.";
    private static final String CONTENT_TYPE = "mqtt.content.type";
    private static final String RESPONSE_TOPIC = "mqtt.response.topic";
    private static final String CORRELATION = "mqtt.correlation.data";
    private static final String EXPIRY = "mqtt.expiry.s";

    private final HeaderSet set;
    private final LevelTarget levels;

    public MessageHeaders(HeaderSet set, LevelTarget levels) {
        this.set = set;
        this.levels = levels;
    }

    /** The headers of a message that takes this route. */
    ConnectHeaders of(MqttMessage message, Route route) {
        ConnectHeaders headers = of(message);
        if (levels == LevelTarget.HEADERS) {
            route.levels().forEach(headers::addString);
        }
        return headers;
    }

    /** The headers that do not depend on a route. */
    ConnectHeaders of(MqttMessage message) {
        ConnectHeaders headers = new ConnectHeaders();
        if (set == HeaderSet.NONE) {
            return headers;
        }
        headers.addString(TOPIC, message.topic());
        headers.addString(QOS, Integer.toString(message.qos()));
        if (message.retained()) {
            headers.addString(RETAINED, "true");
        }
        if (message.duplicate()) {
            headers.addString(DUPLICATE, "true");
        }
        if (set == HeaderSet.ALL) {
            headers.addString(RECEIVED, Long.toString(message.receivedNanos()));
            add(headers, message.properties());
        }
        return headers;
    }

    private static void add(ConnectHeaders headers, @Nullable MessageProperties properties) {
        if (properties == null) {
            return;
        }
        for (Map.Entry<String, String> property : properties.user()) {
            headers.addString(USER_PREFIX + property.getKey(), property.getValue());
        }
        addIfPresent(headers, CONTENT_TYPE, properties.contentType());
        addIfPresent(headers, RESPONSE_TOPIC, properties.responseTopic());
        if (properties.correlation() != null) {
            headers.addString(CORRELATION, Base64.getEncoder().encodeToString(properties.correlation()));
        }
        addIfPresent(headers, EXPIRY, properties.expirySeconds());
    }

    private static void addIfPresent(ConnectHeaders headers, String name, @Nullable Object value) {
        if (value != null) {
            headers.addString(name, value.toString());
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.session;

import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.message.MessageProperties;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the properties of a message of MQTT 5, whatever characters they contain. Source: MQTT 5, sections 2.2.2.2 and
 * 3.3.2.3.
 */
final class MessagePropertiesReader {
    private static final int PAYLOAD_FORMAT = 1;
    private static final int EXPIRY = 2;
    private static final int CONTENT_TYPE = 3;
    private static final int RESPONSE_TOPIC = 8;
    private static final int CORRELATION = 9;
    private static final int SUBSCRIPTION = 11;
    private static final int TOPIC_ALIAS = 35;
    private static final int USER = 38;

    private final ByteBuffer in;
    private final List<Map.Entry<String, String>> user = new ArrayList<>();
    private @Nullable String contentType;
    private @Nullable String responseTopic;
    private byte @Nullable [] correlation;
    private @Nullable Long expirySeconds;

    private MessagePropertiesReader(ByteBuffer in) {
        this.in = in;
    }

    /** Reads all remaining bytes; null if they contain no property of {@link MessageProperties}. */
    static @Nullable MessageProperties parse(ByteBuffer in) throws BadMessageException {
        MessagePropertiesReader properties = new MessagePropertiesReader(in);
        try {
            while (in.hasRemaining()) {
                properties.next();
            }
        } catch (BufferUnderflowException e) {
            throw new BadMessageException("expected complete properties of MQTT 5, found shorter ones");
        }
        MessageProperties read = new MessageProperties(
                properties.user,
                properties.contentType,
                properties.responseTopic,
                properties.correlation,
                properties.expirySeconds);
        return read.isEmpty() ? null : read;
    }

    private void next() throws BadMessageException {
        int property = in.get();
        switch (property) {
            case PAYLOAD_FORMAT -> in.get();
            case EXPIRY -> expirySeconds = Integer.toUnsignedLong(in.getInt());
            case CONTENT_TYPE -> contentType = text();
            case RESPONSE_TOPIC -> responseTopic = text();
            case CORRELATION -> correlation = bytes();
            case SUBSCRIPTION -> skipNumber();
            case TOPIC_ALIAS -> in.getShort();
            case USER -> user.add(Map.entry(text(), text()));
            default ->
                throw new BadMessageException("expected a property of messages of MQTT 5, found number " + property);
        }
    }

    private void skipNumber() {
        while (in.get() < 0) {
            // The highest bit is set if one more byte follows.
        }
    }

    private byte[] bytes() {
        byte[] bytes = new byte[Math.min(Short.toUnsignedInt(in.getShort()), in.remaining() + 1)];
        in.get(bytes);
        return bytes;
    }

    private String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import io.tdconnect.tdengine.MalformedMessageException;
import io.tdconnect.tdengine.gateway.GatewayJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Messages between the JDBC driver and a real gateway, by connection and in order. */
record Recording(List<Message> messages) {
    /**
     * One WebSocket message.
     *
     * @param content String or {@code byte[]}
     */
    record Message(long connection, boolean client, Object content) {}

    /** The recorded subscription. */
    static Recording ofSubscription() {
        List<Message> messages = new ArrayList<>();
        try (InputStream in = Recording.class.getResourceAsStream("/gateway-recordings/tmq.jsonl");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Map<String, Object> message = GatewayJson.answer(line);
                Object content = message.get("binary_hex") instanceof String hex
                        ? HexFormat.of().parseHex(hex)
                        : message.get("text");
                if (content != null) {
                    messages.add(
                            new Message((Long) message.get("conn"), "client".equals(message.get("from")), content));
                }
            }
        } catch (IOException | MalformedMessageException e) {
            throw new IllegalStateException("The recording cannot be read", e);
        }
        return new Recording(messages);
    }

    /** The binary answers. */
    List<byte[]> frames() {
        return messages.stream()
                .filter(message -> message.content() instanceof byte[])
                .map(message -> (byte[]) message.content())
                .toList();
    }

    /** The answers in text on a connection to an action. */
    List<String> texts(long connection, String action) {
        return messages.stream()
                .filter(message -> !message.client() && message.connection() == connection)
                .filter(message -> message.content() instanceof String)
                .map(message -> (String) message.content())
                .filter(text -> text.contains("\"action\":\"" + action + "\""))
                .toList();
    }
}

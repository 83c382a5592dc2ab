// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The WebSocket messages between the JDBC driver and a real gateway, in the order they were sent. */
record Recording(List<Message> messages) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * One message.
     *
     * @param connection number of the connection
     * @param client true if the driver sent it
     * @param text of a text frame, else empty
     * @param hex content of a binary frame, else empty
     */
    record Message(int connection, boolean client, String text, String hex) {
        byte[] binary() {
            return HexFormat.of().parseHex(hex);
        }

        JsonNode json() {
            return Recording.json(text);
        }
    }

    /** Reads a recording of the test resources, without the messages that open and close connections. */
    static Recording named(String name) {
        List<Message> messages = new ArrayList<>();
        try (InputStream in = Recording.class.getResourceAsStream("/gateway-recordings/" + name + ".jsonl");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode message = JSON.readTree(line);
                if (message.has("text") || message.has("binary_hex")) {
                    messages.add(new Message(
                            message.get("conn").asInt(),
                            message.get("from").asText().equals("client"),
                            message.path("text").asText(),
                            message.path("binary_hex").asText()));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("Recording " + name + " cannot be read", e);
        }
        return new Recording(messages);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON: " + text, e);
        }
    }

    /** The binary frames that carry this action, of one side. */
    List<byte[]> frames(boolean client, int action) {
        int at = client ? 16 : 8;
        return messages.stream()
                .filter(message -> message.client() == client && message.binary().length > at)
                .map(Message::binary)
                .filter(frame -> frame[at] == action)
                .toList();
    }
}

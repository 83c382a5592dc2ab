// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tdconnect.emulator.engine.value.Release;
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

        boolean answers(Message request) {
            JsonNode asked = request.json();
            return !client
                    && !text.isEmpty()
                    && connection == request.connection
                    && json().path("action").equals(asked.path("action"))
                    && json().path("req_id").equals(asked.path("args").path("req_id"));
        }
    }

    /**
     * Reads a recording of TDengine 3.3.5 in the test resources, without the messages that open and close connections.
     */
    static Recording named(String name) {
        return named(name, Release.V3_3_5);
    }

    /** The same of this release. */
    static Recording named(String name, Release release) {
        String directory = release == Release.V3_3_5 ? "gateway-recordings" : "gateway-recordings-" + release;
        List<Message> messages = new ArrayList<>();
        try (InputStream in = Recording.class.getResourceAsStream("/" + directory + "/" + name + ".jsonl");
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
        return new Recording(answered(messages));
    }

    /** With each answer directly after its request, even if the client sent the next request first. */
    private static List<Message> answered(List<Message> messages) {
        List<Message> ordered = new ArrayList<>(messages);
        for (int i = 0; i + 1 < ordered.size(); i++) {
            Message request = ordered.get(i);
            if (request.client()
                    && ordered.get(i + 1).client()
                    && !request.text().isEmpty()) {
                int answer = i + 1;
                while (answer < ordered.size() && !ordered.get(answer).answers(request)) {
                    answer++;
                }
                if (answer < ordered.size()) {
                    ordered.add(i + 1, ordered.remove(answer));
                }
            }
        }
        return ordered;
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

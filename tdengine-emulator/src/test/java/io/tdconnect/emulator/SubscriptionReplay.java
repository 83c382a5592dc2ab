// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.emulator.Recording.Message;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sends the requests of a recorded consumer to an emulator and compares the answers. Vgroups take turns as the server likes, so
 * what consecutive polls deliver is compared for each vgroup.
 */
final class SubscriptionReplay {
    private static final Set<String> DELIVERIES = Set.of("poll", "fetch_json_meta", "fetch_raw_data");
    private static final int TIME = 18;
    private static final int REQ_ID = 26;
    private static final int MESSAGE_ID = 42;

    private final GatewayClient client;
    private final List<Message> messages;
    private int next;
    private long last;
    private String lastAction = "";

    SubscriptionReplay(GatewayClient client, List<Message> messages) {
        this.client = client;
        this.messages = messages;
    }

    void run() throws InterruptedException {
        while (next < messages.size()) {
            if (delivers(messages.get(next))) {
                SortedMap<Integer, List<String>> emulated = emulated();
                SortedMap<Integer, List<String>> recorded = recorded();
                if (!tooLate(recorded)) {
                    assertThat(emulated).isEqualTo(recorded);
                }
            } else {
                lastAction = messages.get(next).json().path("action").asText();
                String request = messages.get(next++).text();
                JsonNode recorded = comparable(messages.get(next++).text());
                assertThat(comparable((String) client.ask(request))).as(request).isEqualTo(recorded);
            }
        }
    }

    /** The server of 3.3.7 did not deliver again in the one short poll after a seek. */
    private boolean tooLate(SortedMap<Integer, List<String>> recorded) {
        return recorded.isEmpty() && lastAction.equals("seek");
    }

    private static boolean delivers(Message request) {
        return DELIVERIES.contains(request.json().path("action").asText());
    }

    private SortedMap<Integer, List<String>> recorded() {
        TreeMap<Integer, List<String>> byVgroup = new TreeMap<>();
        List<String> current = new ArrayList<>();
        while (next < messages.size() && delivers(messages.get(next))) {
            String action = messages.get(next++).json().path("action").asText();
            Message answer = messages.get(next++);
            if (!action.equals("poll")) {
                current.add(content(answer.text().isEmpty() ? answer.binary() : answer.text()));
            } else if (answer.json().path("have_message").asBoolean()) {
                current =
                        byVgroup.computeIfAbsent(answer.json().path("vgroup_id").asInt(), vgroup -> new ArrayList<>());
                current.add(content(answer.text()));
            }
        }
        return byVgroup;
    }

    private SortedMap<Integer, List<String>> emulated() throws InterruptedException {
        TreeMap<Integer, List<String>> byVgroup = new TreeMap<>();
        while (true) {
            String poll = (String) client.ask(
                    "{\"action\":\"poll\",\"args\":{\"req_id\":1,\"blocking_time\":0,\"message_id\":" + last + "}}");
            JsonNode answer = Recording.json(poll);
            if (!answer.path("have_message").asBoolean()) {
                return byVgroup;
            }
            List<String> current =
                    byVgroup.computeIfAbsent(answer.path("vgroup_id").asInt(), vgroup -> new ArrayList<>());
            current.add(content(poll));
            int type = answer.path("message_type").asInt();
            long id = answer.path("message_id").asLong();
            last = id;
            if (type != 1) {
                current.add(content(fetch("fetch_json_meta", id)));
            }
            if (type != 2) {
                current.add(content(fetch("fetch_raw_data", id)));
            }
        }
    }

    private Object fetch(String action, long id) throws InterruptedException {
        return client.ask("{\"action\":\"" + action + "\",\"args\":{\"req_id\":1,\"message_id\":" + id + "}}");
    }

    /** Without what differs from run to run. */
    private static String content(Object answer) {
        if (answer instanceof String text) {
            ObjectNode json = comparable(text);
            json.remove(List.of("message_id", "req_id"));
            return json.toString().length() + " " + sorted(json);
        }
        byte[] frame = (byte[]) answer;
        ByteBuffer.wrap(frame)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(TIME, 0)
                .putLong(REQ_ID, 0)
                .putLong(MESSAGE_ID, 0);
        return HexFormat.of().formatHex(CreationMask.masked(frame));
    }

    private static ObjectNode comparable(String text) {
        ObjectNode json = (ObjectNode) Recording.json(text);
        json.remove("timing");
        return json;
    }

    private static String sorted(ObjectNode json) {
        TreeMap<String, String> fields = new TreeMap<>();
        json.properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().toString()));
        return fields.toString();
    }
}

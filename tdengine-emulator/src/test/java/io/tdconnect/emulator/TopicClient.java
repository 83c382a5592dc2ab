// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A consumer that speaks with a gateway in JSON. */
final class TopicClient implements AutoCloseable {
    private static final int MESSAGE = 56;
    private static final int BLOCKS = MESSAGE + 5;
    private static final int SEND_AGAIN_MILLIS = 500;

    private final GatewayClient gateway;
    private final String topic;
    private long lastMessage;

    TopicClient(int port, String topic) {
        this.gateway = new GatewayClient(port, "/rest/tmq");
        this.topic = topic;
    }

    JsonNode subscribe(String group, Map<String, String> options) throws InterruptedException {
        ObjectNode args = JsonNodeFactory.instance.objectNode();
        args.put("user", "root")
                .put("password", "taosdata")
                .put("group_id", group)
                .put("offset_rest", "earliest");
        args.put("auto_commit", "false").put("with_table_name", "true").put("enable_batch_meta", "1");
        args.putArray("topics").add(topic);
        options.forEach(args::put);
        return ask("subscribe", args);
    }

    JsonNode ask(String action, ObjectNode args) throws InterruptedException {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("action", action);
        request.set("args", args.put("req_id", 1));
        return Recording.json((String) gateway.ask(request.toString()));
    }

    JsonNode ask(String action) throws InterruptedException {
        return ask(action, JsonNodeFactory.instance.objectNode());
    }

    /** With topic, vgroup and offset. */
    JsonNode ask(String action, int vgroup, long offset) throws InterruptedException {
        return ask(
                action,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("topic", topic)
                        .put("vgroup_id", vgroup)
                        .put("offset", offset));
    }

    JsonNode poll() throws InterruptedException {
        JsonNode answer = poll(lastMessage);
        lastMessage = Math.max(lastMessage, answer.path("message_id").asLong());
        return answer;
    }

    /** Polls, and acknowledges this last message. */
    JsonNode poll(long last) throws InterruptedException {
        return ask(
                "poll",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("blocking_time", SEND_AGAIN_MILLIS)
                        .put("message_id", last));
    }

    /** Polls until there is a message. */
    JsonNode message() throws InterruptedException {
        for (int i = 0; i < 60; i++) {
            JsonNode answer = poll();
            assertThat(answer.path("code").asInt()).isZero();
            if (answer.path("have_message").asBoolean()) {
                return answer;
            }
        }
        throw new AssertionError("no message within 30 s");
    }

    /** Vgroup and its answer. */
    Map<Integer, JsonNode> assignments() throws InterruptedException {
        JsonNode answer =
                ask("assignment", JsonNodeFactory.instance.objectNode().put("topic", topic));
        Map<Integer, JsonNode> assignments = new TreeMap<>();
        answer.path("assignment")
                .forEach(each -> assignments.put(each.path("vgroup_id").asInt(), each));
        return assignments;
    }

    /** The answer's list of one position. */
    JsonNode place(String action, int vgroup) throws InterruptedException {
        ObjectNode args = JsonNodeFactory.instance.objectNode();
        args.putArray("topic_vgroup_ids").addObject().put("topic", topic).put("vgroup_id", vgroup);
        return ask(action, args);
    }

    JsonNode meta(JsonNode poll) throws InterruptedException {
        return ask(
                        "fetch_json_meta",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("message_id", poll.path("message_id").asLong()))
                .path("data");
    }

    /** Tables and rows of a message, such as `t0:2(ts,v)`; without name for a query. */
    List<String> blocks(JsonNode poll) throws InterruptedException {
        byte[] frame = (byte[]) gateway.ask("{\"action\":\"fetch_raw_data\",\"args\":{\"req_id\":1,\"message_id\":"
                + poll.path("message_id").asLong() + "}}");
        ByteBuffer in = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        in.position(BLOCKS + in.getInt(MESSAGE + 1));
        int count = in.getInt();
        boolean named = in.get() != 0;
        in.get();
        List<String> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = varint(in);
            int rows = in.getInt(in.position() + 18 + 8);
            in.position(in.position() + length);
            List<String> columns = columns(in);
            blocks.add((named ? text(in) : "") + ":" + rows + "(" + String.join(",", columns) + ")");
        }
        return blocks;
    }

    private static List<String> columns(ByteBuffer in) {
        int columns = varint(in) / 2;
        int unusedVersion = varint(in);
        List<String> names = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            in.position(in.position() + 2);
            int unusedBytes = varint(in);
            int unusedId = varint(in);
            names.add(text(in));
        }
        return names;
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[varint(in)];
        in.get(bytes);
        return new String(bytes, 0, bytes.length - 1, StandardCharsets.UTF_8);
    }

    private static int varint(ByteBuffer in) {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = in.get();
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    @Override
    public void close() {
        gateway.close();
    }
}

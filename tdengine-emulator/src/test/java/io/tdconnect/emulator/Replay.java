// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.emulator.Recording.Message;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.ResultSet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sends the requests of one recorded connection to an emulator and compares each answer with the recorded one. */
final class Replay {
    private static final int QUERY = 6;
    private static final int FETCH = 7;
    private static final int RESULT_ID = 42;
    private static final int FINISHED = 50;
    private static final int BLOCK = 55;

    /** Several subtables and no ORDER BY: the real server sends them in any order, and a block for each. */
    private static final Set<String> UNORDERED = Set.of("select ts,i from sm where i>?", "show databases");

    /** The emulator names its own version. */
    private static final Set<String> VERSIONED = Set.of("select server_version()");

    private final GatewayClient client;
    private final List<Message> messages;
    private final Map<Long, Long> results = new HashMap<>();
    private final Map<Long, Long> statements = new HashMap<>();
    private String sql = "";
    private int next;

    Replay(GatewayClient client, List<Message> messages) {
        this.client = client;
        this.messages = messages;
    }

    void run() throws InterruptedException {
        while (next < messages.size()) {
            Message request = messages.get(next++);
            assertThat(request.client()).as("message %d is a request", next).isTrue();
            if (request.binary().length == 0) {
                ask((ObjectNode) request.json());
            } else if (head(request.binary()).getLong(16) == FETCH) {
                next--;
                fetch(head(request.binary()).getLong(8));
            } else {
                ask(request.binary());
            }
        }
    }

    private void ask(ObjectNode request) throws InterruptedException {
        ObjectNode args = (ObjectNode) request.get("args");
        if (args.has("sql")) {
            sql = args.get("sql").asText();
        }
        if (args.has("stmt_id")) {
            args.put("stmt_id", statements.get(args.get("stmt_id").asLong()));
        }
        compare(request.toString(), client.ask(request.toString()));
    }

    private void ask(byte[] request) throws InterruptedException {
        ByteBuffer head = head(request);
        if (head.getLong(16) == QUERY) {
            sql = new String(request, 30, request.length - 30, StandardCharsets.UTF_8);
        } else {
            head.putLong(8, statements.get(head.getLong(8)));
        }
        compare(sql, client.ask(request));
    }

    private void compare(String what, Object answer) {
        String recordedText = messages.get(next++).text();
        assertThat(answer).as(what).isInstanceOf(String.class);
        ObjectNode recorded = (ObjectNode) Recording.json(recordedText);
        ObjectNode emulated = (ObjectNode) Recording.json((String) answer);
        map(recorded, emulated, "id", results);
        map(recorded, emulated, "stmt_id", statements);
        recorded.remove("timing");
        emulated.remove("timing");
        if (VERSIONED.contains(sql)) {
            recorded.remove("fields_lengths");
            emulated.remove("fields_lengths");
        }
        assertThat(fields(emulated)).as(what).isEqualTo(fields(recorded));
    }

    private static void map(ObjectNode recorded, ObjectNode emulated, String field, Map<Long, Long> ids) {
        if (recorded.has(field) && emulated.has(field)) {
            ids.put(recorded.remove(field).asLong(), emulated.remove(field).asLong());
        }
    }

    private static Map<String, JsonNode> fields(ObjectNode json) {
        Map<String, JsonNode> fields = new HashMap<>();
        json.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    /** Reads a result to its end on both sides. */
    private void fetch(long id) throws InterruptedException {
        List<byte[]> recorded = new ArrayList<>();
        byte[] request = messages.get(next).binary();
        do {
            next++;
            recorded.add(messages.get(next++).binary());
        } while (recorded.get(recorded.size() - 1)[FINISHED] == 0);
        head(request).putLong(8, results.get(id));
        List<byte[]> emulated = new ArrayList<>();
        do {
            emulated.add((byte[]) client.ask(request.clone()));
        } while (emulated.get(emulated.size() - 1)[FINISHED] == 0);
        if (VERSIONED.contains(sql)) {
            return;
        }
        assertThat(rows(emulated)).as(sql).containsExactlyInAnyOrderElementsOf(rows(recorded));
        if (!UNORDERED.contains(sql)) {
            assertThat(rows(emulated)).as(sql).isEqualTo(rows(recorded));
            assertThat(comparable(emulated)).as(sql).isEqualTo(comparable(recorded));
        }
    }

    private static List<List<String>> rows(List<byte[]> frames) {
        List<List<String>> rows = new ArrayList<>();
        for (byte[] frame : frames) {
            if (frame.length > BLOCK) {
                ResultSet block = Block.decode(Arrays.copyOfRange(frame, BLOCK, frame.length));
                block.rows().forEach(row -> rows.add(row(block, row)));
            }
        }
        return rows;
    }

    private static List<String> row(ResultSet block, Object[] cells) {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            ColumnType type = block.columns().get(i).type();
            Object cell = cells[i];
            if (cell instanceof byte[] bytes) {
                boolean text = type == ColumnType.VARCHAR || type == ColumnType.JSON;
                cell = text
                        ? new String(bytes, StandardCharsets.UTF_8)
                        : HexFormat.of().formatHex(bytes);
            }
            row.add(type + " " + cell);
        }
        return row;
    }

    private static List<String> comparable(List<byte[]> frames) {
        return frames.stream()
                .map(frame -> {
                    head(frame).putLong(18, 0).putLong(RESULT_ID, 0);
                    return HexFormat.of().formatHex(frame);
                })
                .toList();
    }

    private static ByteBuffer head(byte[] frame) {
        return ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
    }
}

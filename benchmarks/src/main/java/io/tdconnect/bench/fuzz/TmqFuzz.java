// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.fuzz;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.GatewayException;
import io.tdconnect.tdengine.block.Block;
import io.tdconnect.tdengine.block.BlockDecoder;
import io.tdconnect.tdengine.block.Cursor;
import io.tdconnect.tdengine.gateway.GatewayJson;
import io.tdconnect.tdengine.tmq.MessageDecoder;
import io.tdconnect.tdengine.tmq.MetadataEvent;
import io.tdconnect.tdengine.tmq.MetadataEventReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Answers of a gateway to subscriptions and queries. */
final class TmqFuzz {
    private static final ColumnType[] TYPES = ColumnType.values();
    private static final List<String> ANSWERS = List.of(
            "{\"code\":0,\"message\":\"\",\"action\":\"poll\",\"req_id\":3,\"timing\":1,\"have_message\":true,"
                    + "\"topic\":\"t\",\"database\":\"d\",\"vgroup_id\":2,\"message_type\":1,\"message_id\":1,\"offset\":12}",
            "{\"code\":0,\"action\":\"fetch_json_meta\",\"req_id\":4,\"message_id\":1,\"data\":{\"tmq_meta_version\":\"1.0\","
                    + "\"metas\":[{\"type\":\"create\",\"tableType\":\"child\",\"tableName\":\"t\",\"using\":\"m\","
                    + "\"tagNum\":1,\"tags\":[{\"name\":\"g\",\"type\":4,\"value\":2}],\"createList\":[{\"tableName\":\"u\","
                    + "\"using\":\"m\",\"tagNum\":1,\"tags\":[]}]},{\"type\":\"drop\",\"tableNameList\":[\"a\"]}]}}",
            "{\"code\":0,\"action\":\"query\",\"req_id\":2,\"id\":9,\"is_update\":false,\"fields_count\":2,"
                    + "\"fields_names\":[\"ts\",\"v\"],\"fields_types\":[9,4],\"fields_lengths\":[8,4],\"precision\":0}");

    private TmqFuzz() {}

    /** All targets. */
    static List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.with("gateway.messages", TmqFuzz::messages, GatewayException.class),
                FuzzTarget.of("gateway.results", TmqFuzz::result, GatewayException.class),
                FuzzTarget.of("gateway.json", TmqFuzz::json, GatewayException.class));
    }

    private static FuzzTarget.Code messages() {
        MessageDecoder decoder = new MessageDecoder();
        return in -> {
            byte[] frame = frame(in);
            byte[] damaged = in.oneIn(4) ? frame : in.damaged(frame);
            for (Block block :
                    decoder.answer(new Cursor(damaged, 0, damaged.length), 5, 7).blocks()) {
                readAll(block);
            }
        };
    }

    private static void result(FuzzInputs in) throws GatewayException {
        int[] columns = columns(in);
        byte[] block = in.damaged(block(in, columns, rows(in, columns)));
        List<String> names =
                IntStream.range(0, columns.length).mapToObj(i -> "c" + i).toList();
        readAll(BlockDecoder.result(new Cursor(block, 0, block.length), names, in.one(Precision.values())));
    }

    private static void json(FuzzInputs in) throws GatewayException {
        String text = in.json(ANSWERS);
        switch (in.below(3)) {
            case 0 -> {
                var answer = GatewayJson.answer(text);
                GatewayJson.number(answer, "message_id");
                GatewayJson.list(answer, "fields_names");
            }
            case 1 -> {
                for (MetadataEvent event : MetadataEventReader.events(text)) {
                    event.children();
                }
            }
            default -> MetadataEvent.parse(text).children();
        }
    }

    private static void readAll(Block block) {
        @Nullable Object[] cells = new Object[block.rows()];
        block.columns().forEach(column -> column.values(cells));
    }

    private static int[] columns(FuzzInputs in) {
        int[] columns = new int[1 + in.count(4, 60)];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = in.one(TYPES).code();
        }
        return columns;
    }

    private static int rows(FuzzInputs in, int[] columns) {
        return columns.length > 10 ? in.below(3) : in.count(8, 40 * columns.length);
    }

    /** An answer to fetch_raw_data, as {@link MessageDecoder} describes it. */
    private static byte[] frame(FuzzInputs in) {
        int[] columns = columns(in);
        byte[] block = block(in, columns, rows(in, columns));
        Bytes message = new Bytes(block.length * 4 + columns.length * 32 + 200);
        message.put(100).putInt(18).put(1).putLong(1).put(1).putLong(2);
        int blocks = 1 + in.below(2);
        message.putInt(blocks).put(1).put(1);
        for (int i = 0; i < blocks; i++) {
            message.varint(block.length + 18)
                    .putLong(1)
                    .putLong(1)
                    .put(0)
                    .put(in.below(3))
                    .put(block);
            message.varint(columns.length * 2).varint(2);
            for (int column = 0; column < columns.length; column++) {
                message.put(columns[column])
                        .put(0)
                        .varint(16)
                        .varint(column * 2)
                        .name("c" + column % 10);
            }
            message.name("table");
        }
        byte[] content = message.bytes();
        Bytes frame = new Bytes(content.length + 80);
        frame.putLong(-1)
                .putLong(MessageDecoder.FETCH_RAW_DATA)
                .putShort(1)
                .putLong(0)
                .putLong(5);
        frame.putInt(in.oneIn(50) ? 0x80000200 : 0).putInt(2).name("");
        return frame.putLong(7).putShort(1).putInt(content.length).put(content).bytes();
    }

    /** A block as {@link BlockDecoder} describes it. */
    private static byte[] block(FuzzInputs in, int[] columns, int rows) {
        Bytes body = new Bytes(columns.length * (rows * 40 + 16) + 64);
        int[] lengths = new int[columns.length];
        for (int i = 0; i < columns.length; i++) {
            lengths[i] = column(in, body, ColumnType.ofCode(columns[i]), rows);
        }
        byte[] data = body.bytes();
        Bytes block = new Bytes(data.length + columns.length * 9 + 64);
        int length = 28 + columns.length * 9 + data.length;
        block.putInt(2)
                .putInt(length)
                .putInt(rows)
                .putInt(columns.length)
                .putInt(0)
                .putLong(0);
        for (int column : columns) {
            block.put(column).putInt(2562);
        }
        for (int each : lengths) {
            block.putInt(each);
        }
        return block.put(data).bytes();
    }

    private static int column(FuzzInputs in, Bytes body, @Nullable ColumnType type, int rows) {
        if (type != null && !type.isVariable() && type != ColumnType.BLOB) {
            for (int i = 0; i < (rows + 7) / 8; i++) {
                body.put(in.below(256));
            }
            int width = Math.max(1, type.width());
            for (int i = 0; i < rows * width; i++) {
                body.put(in.below(256));
            }
            return rows * width;
        }
        int prefix = type == ColumnType.BLOB ? Integer.BYTES : Short.BYTES;
        for (int i = 0; i < rows; i++) {
            body.putInt(in.oneIn(5) ? -1 : i * (prefix + 4));
        }
        for (int i = 0; i < rows; i++) {
            body.putShort(4);
            if (prefix == Integer.BYTES) {
                body.putShort(0);
            }
            body.putInt('a');
        }
        return rows * (prefix + 4);
    }

    /** Little-endian bytes of a fixed capacity. */
    private static final class Bytes {
        private final ByteBuffer buffer;

        Bytes(int most) {
            buffer = ByteBuffer.allocate(most).order(ByteOrder.LITTLE_ENDIAN);
        }

        Bytes put(int value) {
            buffer.put((byte) value);
            return this;
        }

        Bytes putShort(int value) {
            buffer.putShort((short) value);
            return this;
        }

        Bytes putInt(int value) {
            buffer.putInt(value);
            return this;
        }

        Bytes putLong(long value) {
            buffer.putLong(value);
            return this;
        }

        Bytes put(byte[] bytes) {
            buffer.put(bytes);
            return this;
        }

        Bytes varint(int value) {
            int rest = value;
            while (rest > 0x7f) {
                put((rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            return put(rest);
        }

        Bytes name(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return varint(bytes.length + 1).put(bytes).put(0);
        }

        byte[] bytes() {
            byte[] bytes = new byte[buffer.position()];
            buffer.flip().get(bytes);
            return bytes;
        }
    }
}

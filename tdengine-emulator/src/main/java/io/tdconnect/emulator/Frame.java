// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.tdconnect.emulator.engine.topic.Message;
import io.tdconnect.emulator.engine.value.BlockEncoder;
import io.tdconnect.emulator.engine.value.ResultSet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A binary answer.
 *
 * <p>Its head is
 * {@code -1 u64 | action u64 | version u16 | time ns u64 | req_id u64 | code u32 | message length u32 | message}.
 *
 * @param content the whole frame, with the time 0
 */
record Frame(ByteBuf content) implements Reply {
    private static final int TIME = 18;
    private static final int ROWS = 2;
    private static final int ROWS_AND_TABLES = 4;

    /** The rows {@code from} to {@code to} (exclusive) of a result. */
    static Frame block(BinaryHead request, ResultSet result, int from, int to) {
        ByteBuf out = head(request, 0, "").writeByte(0);
        int length = out.writerIndex();
        out.writeIntLE(0);
        List<@Nullable Object[]> rows = result.rows().subList(from, to);
        out.writeBytes(BlockEncoder.encodeRows(BlockEncoder.QUERY, result.columns(), rows));
        out.setIntLE(length, out.writerIndex() - length - 4);
        return new Frame(out);
    }

    /** No more blocks. */
    static Frame finished(BinaryHead request) {
        return new Frame(head(request, 0, "").writeByte(1));
    }

    static Frame failure(BinaryHead request, int code, String message) {
        return new Frame(head(request, code, message).writeByte(1));
    }

    /** A message of a subscription: {@code kind u16 | length u32 | message}. */
    static Frame message(BinaryHead request, Message message) {
        byte[] raw = message.raw();
        ByteBuf out = head(request, 0, "");
        return new Frame(out.writeShortLE(message.type() == 1 ? ROWS : ROWS_AND_TABLES)
                .writeIntLE(raw.length)
                .writeBytes(raw));
    }

    static Frame refused(BinaryHead request, String message) {
        return new Frame(head(request, Answer.GATEWAY_ERROR, message));
    }

    private static ByteBuf head(BinaryHead request, int code, String message) {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        ByteBuf out = ByteBufAllocator.DEFAULT.buffer();
        out.writeLongLE(-1).writeLongLE(request.action()).writeShortLE(1).writeLongLE(0);
        out.writeLongLE(request.reqId())
                .writeIntLE(code)
                .writeIntLE(text.length)
                .writeBytes(text);
        return out.writeLongLE(request.id());
    }

    /** Fills in how long the request took. */
    ByteBuf timed(long startedNanos) {
        return content.setLongLE(TIME, System.nanoTime() - startedNanos);
    }
}

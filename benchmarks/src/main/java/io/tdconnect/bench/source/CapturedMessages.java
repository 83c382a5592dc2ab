// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.source;

import com.taosdata.jdbc.ws.tmq.entity.FetchRawBlockResp;
import com.taosdata.jdbc.ws.tmq.entity.PollResp;
import io.netty.buffer.Unpooled;
import io.tdconnect.tdengine.Gateway;
import io.tdconnect.tdengine.GatewayException;
import io.tdconnect.tdengine.block.Block;
import io.tdconnect.tdengine.block.Cursor;
import io.tdconnect.tdengine.gateway.GatewayJson;
import io.tdconnect.tdengine.gateway.RequestChannel;
import io.tdconnect.tdengine.gateway.SocketOpener;
import io.tdconnect.tdengine.tmq.MessageDecoder;
import io.tdconnect.tdengine.tmq.TmqSubscription;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Captured answers of a gateway, to decode the same bytes with different software. */
final class CapturedMessages {
    private static final int REQUEST_AT = 26;
    private static final int MESSAGE_AT = 42;
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final List<byte[]> frames = new ArrayList<>();
    private final MessageDecoder decoder = new MessageDecoder();
    private @Nullable Object[] cells = new Object[0];

    private CapturedMessages() {}

    /** Captures the first messages of a topic that is not empty and has no metadata. */
    static CapturedMessages of(Gateway gateway, TmqSubscription subscription, int count) throws Exception {
        CapturedMessages captured = new CapturedMessages();
        SocketOpener opener = new SocketOpener(gateway, SocketOpener.memoryForMessage());
        try (RequestChannel gate = new RequestChannel(
                opener.open(SocketOpener.SUBSCRIPTION), gateway.login().password())) {
            gate.ask(
                    "subscribe",
                    Map.of(
                            "user", gateway.login().user(),
                            "password", gateway.login().password().value(),
                            "group_id", subscription.group(),
                            "offset_rest", "earliest",
                            "topics", subscription.topics(),
                            "auto_commit", "false",
                            "with_table_name", "true"));
            long taken = 0;
            while (captured.frames.size() < count) {
                Map<String, @Nullable Object> poll =
                        gate.ask("poll", Map.of("blocking_time", WAIT.toMillis(), "message_id", taken), WAIT);
                if (!Boolean.TRUE.equals(poll.get("have_message"))) {
                    break;
                }
                taken = GatewayJson.number(poll, "message_id");
                Cursor answer = gate.askBinary("fetch_raw_data", Map.of("message_id", taken));
                captured.frames.add(Arrays.copyOf(answer.bytes(), answer.remaining()));
            }
            gate.ask("unsubscribe", Map.of());
        }
        return captured;
    }

    /** The number of messages. */
    int messages() {
        return frames.size();
    }

    /** Decodes all messages to cells as Connect represents them; returns the number of rows. */
    long decode() throws GatewayException {
        long rows = 0;
        for (byte[] frame : frames) {
            ByteBuffer head = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
            Cursor in = new Cursor(frame, 0, frame.length);
            for (Block block : decoder.answer(in, head.getLong(REQUEST_AT), head.getLong(MESSAGE_AT))
                    .blocks()) {
                if (block.rows() > cells.length) {
                    cells = new Object[block.rows()];
                }
                block.columns().forEach(column -> column.values(cells));
                rows += block.rows();
            }
        }
        return rows;
    }

    /** Decodes all messages by the JDBC driver into its lists of columns, without rows. */
    long decodeColumnsByDriver() throws SQLException {
        long rows = 0;
        for (byte[] frame : frames) {
            FetchRawBlockResp answer = ofDriver(frame);
            answer.parseBlockInfos();
            rows += answer.getRows();
        }
        return rows;
    }

    /** Decodes all messages by the JDBC driver into the records of its consumer. */
    long decodeRecordsByDriver() throws SQLException {
        long rows = 0;
        PollResp poll = new PollResp();
        poll.setTopic("t");
        poll.setDatabase("d");
        for (byte[] frame : frames) {
            rows += ofDriver(frame)
                    .getEhnMapListInner(poll, ZoneOffset.UTC, true)
                    .count();
        }
        return rows;
    }

    // The driver's client removes the marker at the beginning.
    private static FetchRawBlockResp ofDriver(byte[] frame) {
        FetchRawBlockResp answer =
                new FetchRawBlockResp(Unpooled.wrappedBuffer(frame, Long.BYTES, frame.length - Long.BYTES));
        answer.init();
        return answer;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.GatewayException;
import io.tdconnect.tdengine.MalformedMessageException;
import io.tdconnect.tdengine.block.Block;
import io.tdconnect.tdengine.block.BlockDecoder;
import io.tdconnect.tdengine.block.BlockLayout;
import io.tdconnect.tdengine.block.Cursor;
import io.tdconnect.tdengine.block.SchemaDecoder;
import io.tdconnect.tdengine.gateway.BinaryAnswer;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes the answers to {@code fetch_raw_data}.
 *
 * <p>Head, little-endian: -1, action u64; version u16; time, request u64; code, length of text u32; text; then message id
 * u64, kind u16, length u32 and the message. The message: version u8, length of positions u32, two positions, blocks u32,
 * with table names u8, with schema u8; the blocks with their schemas; the rest repeats the metadata.
 */
public final class MessageDecoder {
    /** The action of the answers. */
    public static final int FETCH_RAW_DATA = 8;

    private static final int VERSION_WITH_LENGTH = 100;
    private static final int LOG = 1;
    private static final int POSITION_KIND = 0x0f;
    // version i64, rows i64, compressed u8, precision u8
    private static final int BLOCK_VERSION_AND_ROWS = 16;

    private final SchemaDecoder layouts = new SchemaDecoder();

    /**
     * The rows of a message.
     *
     * @param begin position at its start, {@link TmqMessage#UNKNOWN} if it is not of the log
     * @param next position after it, {@link TmqMessage#UNKNOWN} if it is not of the log
     */
    public record Rows(long begin, long next, List<Block> blocks) {}

    /**
     * Reads an answer.
     *
     * @param request the number of the request
     * @param message the number of the message
     * @throws GatewayException if the gateway refused, or the answer belongs to another request or is damaged
     */
    public Rows answer(Cursor in, long request, long message) throws GatewayException {
        BinaryAnswer.skipHead(in, "fetch_raw_data", FETCH_RAW_DATA, request);
        BinaryAnswer.expect("message", message, in.i64());
        in.u16();
        return rows(in.part(in.i32()));
    }

    /** Reads a message without the head of the answer. */
    Rows rows(Cursor in) throws MalformedMessageException {
        int version = in.u8();
        if (version < VERSION_WITH_LENGTH) {
            throw new MalformedMessageException("Expected a subscription message of version " + VERSION_WITH_LENGTH
                    + " or later, found " + version + "; TDengine 3.3.0 and later send these");
        }
        long[] positions = positions(in.part(in.i32()));
        int count = in.i32();
        boolean named = in.u8() != 0;
        boolean described = in.u8() != 0;
        if (count < 0 || count > in.remaining()) {
            throw new MalformedMessageException("Expected blocks, found the number " + count + " of them");
        }
        if (count > 0 && !described) {
            throw new MalformedMessageException("Expected blocks with names of columns, found none");
        }
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            blocks.add(block(in, named));
        }
        return new Rows(positions[0], positions[1], blocks);
    }

    // The schema follows the block that it describes.
    private Block block(Cursor in, boolean named) throws MalformedMessageException {
        Cursor block = in.part(in.varint());
        block.take(BLOCK_VERSION_AND_ROWS);
        if (block.u8() != 0) {
            throw new MalformedMessageException(
                    "Expected a plain block, found a compressed one, which is not supported");
        }
        Precision precision = BlockDecoder.precision(block.u8());
        BlockLayout layout = layouts.next(in);
        String table = named ? in.terminatedText() : "";
        return BlockDecoder.block(block, table, precision, layout);
    }

    /** Reads the second position only if the first is not of a snapshot, whose length varies. */
    private static long[] positions(Cursor in) throws MalformedMessageException {
        int kind = in.u8();
        boolean none = kind > Byte.MAX_VALUE;
        if (!none && (kind & POSITION_KIND) != LOG) {
            return new long[] {TmqMessage.UNKNOWN, TmqMessage.UNKNOWN};
        }
        long begin = none ? TmqMessage.UNKNOWN : in.i64();
        boolean log = (in.u8() & POSITION_KIND) == LOG;
        return new long[] {begin, log ? in.i64() : TmqMessage.UNKNOWN};
    }
}

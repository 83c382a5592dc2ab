// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.netty.buffer.ByteBuf;
import java.math.BigInteger;

/**
 * The head of a binary request: {@code req_id u64 | id u64 | action u64 | version u16}.
 *
 * @param reqId chosen by the client, unsigned
 * @param id of the result or statement
 * @param action 6 query, 7 next block, 9 bind
 * @param version of the layout of the rest
 */
record BinaryHead(long reqId, long id, long action, int version) {
    static final int BIND = 9;
    private static final int LENGTH = 26;

    /** Reads the head and moves the reader index behind it. */
    static BinaryHead read(ByteBuf request) throws RefusedException {
        if (request.readableBytes() < LENGTH) {
            throw new RefusedException("message length is too short");
        }
        return new BinaryHead(
                request.readLongLE(), request.readLongLE(), request.readLongLE(), request.readUnsignedShortLE());
    }

    JsonNode jsonReqId() {
        return JsonNodeFactory.instance.numberNode(new BigInteger(Long.toUnsignedString(reqId)));
    }

    /** The name by which JSON answers call the action. */
    String actionName() {
        return switch ((int) action) {
            case 6 -> "binary_query";
            case 7 -> "fetch_raw_block";
            case BIND -> "stmt2_bind";
            default -> "unknown";
        };
    }
}

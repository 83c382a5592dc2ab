// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.tdconnect.emulator.engine.value.TdengineException;
import org.jspecify.annotations.Nullable;

/** What one WebSocket connection holds and how it answers; requests come one at a time and in order. */
interface Conversation {
    /**
     * Answers a request in JSON, with null for no answer.
     *
     * @throws TdengineException to be sent with the code and text of the server
     * @throws RefusedException to be sent with the gateway's own code
     */
    @Nullable
    Reply text(String action, JsonNode args) throws TdengineException, RefusedException;

    /**
     * Answers a binary request.
     *
     * @param request what follows the head; valid during the call only
     * @throws TdengineException as for {@link #text}
     * @throws RefusedException as for {@link #text}
     */
    Reply binary(BinaryHead head, ByteBuf request) throws TdengineException, RefusedException;

    /** Lets go of what the connection holds, which has ended. */
    default void close() {}
}

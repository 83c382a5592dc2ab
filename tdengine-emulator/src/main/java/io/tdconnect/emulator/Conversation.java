// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.tdconnect.emulator.engine.value.TdengineException;
import org.jspecify.annotations.Nullable;

/** The state of one WebSocket connection and its answers; requests arrive one at a time and in order. */
interface Conversation {
    /**
     * Answers a request in JSON; null if it gets no answer.
     *
     * @throws TdengineException sent with the code and text of the server
     * @throws RefusedException sent with the gateway's own code
     */
    @Nullable
    Reply text(String action, JsonNode args) throws TdengineException, RefusedException;

    /**
     * Answers a binary request.
     *
     * @param request the bytes after the head; valid only during the call
     * @throws TdengineException as for {@link #text}
     * @throws RefusedException as for {@link #text}
     */
    Reply binary(BinaryHead head, ByteBuf request) throws TdengineException, RefusedException;

    /** Releases everything that belongs to the connection, which has ended. */
    default void close() {}
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.tdconnect.testing.emulator.engine.Engine;

/** The actions of {@code /rest/tmq}, of which only {@code version} works. */
final class TopicConversation implements Conversation {
    private final Engine engine;

    TopicConversation(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Reply text(String action, JsonNode args) throws RefusedException {
        if (action.equals("version")) {
            return Answer.success().put("version", engine.version());
        }
        throw new RefusedException("not supported yet by the emulator: " + action);
    }

    @Override
    public Reply binary(BinaryHead head, ByteBuf request) throws RefusedException {
        throw new RefusedException("not supported yet by the emulator: binary action " + head.action());
    }
}

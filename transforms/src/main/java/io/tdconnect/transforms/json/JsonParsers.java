// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.RecyclerPool;
import io.tdconnect.common.json.JsonTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.errors.DataException;

/** Parsers of JSON payloads, with buffers of their own; not for use by several threads. */
final class JsonParsers {
    /** The maximal nesting depth of objects and arrays. */
    static final int MAX_DEPTH = JsonTree.MAX_DEPTH;

    private final JsonFactory factory = JsonTree.payloads()
            .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
            .recyclerPool(new OwnBuffers())
            .build();

    /**
     * A parser of a payload.
     *
     * @param payload byte array, ByteBuffer or text
     * @throws DataException if it is something else
     */
    JsonParser open(Object payload) throws IOException {
        if (payload instanceof byte[] bytes) {
            return factory.createParser(bytes, 0, bytes.length);
        }
        if (payload instanceof String text) {
            return factory.createParser(PlainPayload.withoutMark(text));
        }
        if (payload instanceof ByteBuffer buffer) {
            if (buffer.hasArray()) {
                return factory.createParser(
                        buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
            }
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return factory.createParser(bytes, 0, bytes.length);
        }
        throw new DataException("Expected JSON as bytes or text, found a value of class "
                + payload.getClass().getSimpleName()
                + "; set the converter to ByteArrayConverter or StringConverter, so that the transform gets the message"
                + " as it was sent");
    }

    /** Gives the same buffers to one parser after another, without a lookup by thread. */
    private static final class OwnBuffers extends RecyclerPool.ThreadLocalPoolBase<BufferRecycler> {
        private static final long serialVersionUID = 1L;

        private final transient BufferRecycler buffers = new BufferRecycler();

        @Override
        public BufferRecycler acquirePooled() {
            return buffers;
        }
    }
}

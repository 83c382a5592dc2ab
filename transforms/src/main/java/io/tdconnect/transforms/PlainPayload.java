// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.errors.DataException;

/** Reads the text of a payload. */
final class PlainPayload {
    private PlainPayload() {}

    /**
     * The text of bytes or text.
     *
     * @throws DataException if it is neither, or not UTF-8
     */
    static String text(Object payload) {
        if (payload instanceof String text) {
            return text;
        }
        ByteBuffer bytes = payload instanceof byte[] array
                ? ByteBuffer.wrap(array)
                : payload instanceof ByteBuffer buffer ? buffer.duplicate() : null;
        if (bytes == null) {
            throw new DataException("Expected bytes or text, found a value of class "
                    + payload.getClass().getSimpleName()
                    + "; set the converter to ByteArrayConverter or StringConverter, so that the transform gets the"
                    + " message as it was sent");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new DataException("Expected text in UTF-8, found bytes that are none", e);
        }
    }
}

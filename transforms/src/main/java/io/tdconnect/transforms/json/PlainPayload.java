// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.errors.DataException;

/** Reads the text of a payload. */
public final class PlainPayload {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private PlainPayload() {}

    /** The text without a byte order mark at its start, which decoders keep. */
    static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /**
     * The text of bytes or text, without a byte order mark.
     *
     * @throws DataException if it is neither, or not UTF-8
     */
    public static String text(Object payload) {
        if (payload instanceof String text) {
            return withoutMark(text);
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
            return withoutMark(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            throw new DataException("Expected text in UTF-8, found bytes that are not UTF-8", e);
        }
    }
}

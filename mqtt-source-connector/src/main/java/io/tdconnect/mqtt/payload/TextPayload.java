// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.payload;

import io.tdconnect.mqtt.message.BadMessageException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/** Decodes text in a character set, drops a byte order mark before it, and refuses bytes that are not valid in it. */
public record TextPayload(Charset charset) {
    private static final char REPLACEMENT = '\uFFFD';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    public String decode(byte[] payload) throws BadMessageException {
        String text = new String(payload, charset);
        // Searching for the replacement is much faster than a strict decoder, and text rarely contains it.
        String valid = text.indexOf(REPLACEMENT) < 0 ? text : decodeStrictly(payload);
        return !valid.isEmpty() && valid.charAt(0) == BYTE_ORDER_MARK ? valid.substring(1) : valid;
    }

    private String decodeStrictly(byte[] payload) throws BadMessageException {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadMessageException("expected text in " + charset.name() + " (" + PayloadOptions.CHARSET
                    + "), found bytes that are not valid in it");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of DER that are needed to convert older key formats to PKCS#8. */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int SEQUENCE = 0x30;
    static final int CONTEXT_0 = 0xA0;

    private Der() {}

    /** An element with its tag and length. */
    static byte[] element(int tag, byte[]... contents) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] content : contents) {
            body.writeBytes(content);
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        int length = body.size();
        if (length > 0x7F) {
            int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
            element.write(0x80 | bytes);
            for (int shift = 8 * (bytes - 1); shift > 0; shift -= 8) {
                element.write(length >>> shift);
            }
        }
        element.write(length);
        element.writeBytes(body.toByteArray());
        return element.toByteArray();
    }

    /**
     * The content of the first child with this tag in an element, null without such a child.
     *
     * @throws IllegalArgumentException if it is not DER
     */
    static byte @Nullable [] child(byte[] element, int tag) {
        for (byte[] child : children(element)) {
            if ((child[0] & 0xFF) == tag) {
                return content(ByteBuffer.wrap(child));
            }
        }
        return null;
    }

    private static List<byte[]> children(byte[] element) {
        ByteBuffer content = ByteBuffer.wrap(content(ByteBuffer.wrap(element)));
        List<byte[]> children = new ArrayList<>();
        while (content.hasRemaining()) {
            int start = content.position();
            content(content);
            byte[] child = new byte[content.position() - start];
            content.get(start, child);
            children.add(child);
        }
        return children;
    }

    private static byte[] content(ByteBuffer element) {
        if (element.remaining() < 2) {
            throw new IllegalArgumentException("DER ends early");
        }
        element.get();
        int length = element.get() & 0xFF;
        if (length > 0x7F) {
            int bytes = length & 0x7F;
            length = 0;
            for (int i = 0; i < bytes && element.hasRemaining(); i++) {
                length = (length << 8) | (element.get() & 0xFF);
            }
        }
        if (length < 0 || length > element.remaining()) {
            throw new IllegalArgumentException("DER ends early");
        }
        byte[] content = new byte[length];
        element.get(content);
        return content;
    }
}

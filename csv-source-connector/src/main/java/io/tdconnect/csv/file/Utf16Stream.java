// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text in UTF-16 as UTF-8; what is not text becomes U+FFFD. At the end of a growing file it can be read again. */
final class Utf16Stream extends InputStream {
    private static final int SIZE = 32 * 1024;
    private static final int BYTES_PER_CHAR = 4;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .replaceWith(new byte[] {(byte) 0xef, (byte) 0xbf, (byte) 0xbd});
    private final ByteBuffer wide = ByteBuffer.allocate(SIZE);
    private final CharBuffer chars = CharBuffer.allocate(SIZE);
    private final ByteBuffer narrow = ByteBuffer.allocate(SIZE * BYTES_PER_CHAR).limit(0);

    Utf16Stream(InputStream in, Charset charset) {
        this.in = in;
        decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (!narrow.hasRemaining()) {
            if (!fill()) {
                return -1;
            }
        }
        int read = Math.min(length, narrow.remaining());
        narrow.get(bytes, offset, read);
        return read;
    }

    private boolean fill() throws IOException {
        int read = in.read(wide.array(), wide.position(), wide.remaining());
        if (read <= 0) {
            return false;
        }
        wide.position(wide.position() + read).flip();
        decoder.decode(wide, chars, false);
        wide.compact();
        chars.flip();
        narrow.clear();
        encoder.encode(chars, narrow, false);
        // A first half of a pair, which needs its second one.
        chars.compact();
        narrow.flip();
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

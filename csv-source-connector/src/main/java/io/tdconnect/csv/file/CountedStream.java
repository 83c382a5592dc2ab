// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells how many bytes are read. */
public final class CountedStream extends FilterInputStream {
    private final Listener listener;

    /** Is told about each read. */
    @FunctionalInterface
    public interface Listener {
        /** So many more bytes are read. */
        void read(long bytes);
    }

    CountedStream(InputStream in, Listener listener) {
        super(in);
        this.listener = listener;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        listener.read(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        listener.read(Math.max(read, 0));
        return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
        long skipped = super.skip(wanted);
        listener.read(skipped);
        return skipped;
    }
}

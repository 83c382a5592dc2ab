// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.format;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Values of the option {@code compression}. A file consists of any number of parts, each compressed by itself. */
public enum Compression {
    /** The library comes with Kafka's clients. */
    ZSTD(".zst") {
        @Override
        public byte[] compress(byte[] plain) {
            return Zstd.compress(plain, ZSTD_LEVEL);
        }

        @Override
        InputStream open(InputStream compressed) throws IOException {
            return new ZstdInputStream(compressed);
        }
    },
    /** What every system can read. */
    GZIP(".gz") {
        @Override
        public byte[] compress(byte[] plain) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4 + BUFFER);
            try (OutputStream gzip = new GZIPOutputStream(out, BUFFER)) {
                gzip.write(plain);
            }
            return out.toByteArray();
        }

        @Override
        InputStream open(InputStream compressed) throws IOException {
            return new GZIPInputStream(compressed, BUFFER);
        }
    },
    /** Plain text. */
    NONE("") {
        @Override
        public byte[] compress(byte[] plain) {
            return plain;
        }

        @Override
        InputStream open(InputStream compressed) {
            return compressed;
        }
    };

    private static final int ZSTD_LEVEL = 3;
    private static final int BUFFER = 1 << 16;

    private final String suffix;

    Compression(String suffix) {
        this.suffix = suffix;
    }

    /** The compression of a file with this name. */
    static Compression of(String file) {
        return file.endsWith(ZSTD.suffix) ? ZSTD : file.endsWith(GZIP.suffix) ? GZIP : NONE;
    }

    /** The end of a file's name. */
    public String suffix() {
        return suffix;
    }

    /** A part of a file. */
    public abstract byte[] compress(byte[] plain) throws IOException;

    abstract InputStream open(InputStream compressed) throws IOException;
}

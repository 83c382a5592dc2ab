// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.file;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.tdconnect.csv.format.BadFileException;
import io.tdconnect.csv.format.TextEncoding;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a file that are divided into rows: decompressed, and in UTF-8 instead of UTF-16.
 *
 * @param seekable whether the bytes are those of the file itself, so that reading can start anywhere
 */
public record FileContent(Path path, TextEncoding encoding, Compression compression, boolean seekable) {
    // 128 MB, as with zstd --long; only the part is allocated that a file needs.
    private static final int LARGEST_ZSTD_WINDOW = 27;
    private static final int BUFFER = 64 * 1024;
    private static final int MAGIC = 4;

    /** Recognized by the first bytes, whatever the name of the file is. */
    public enum Compression {
        NONE,
        GZIP,
        ZSTD
    }

    /** The content of the file that has this path now. */
    public static FileContent of(Path path, TextEncoding encoding) throws IOException {
        Compression compression = compression(path);
        return new FileContent(path, encoding, compression, compression == Compression.NONE && !encoding.wide());
    }

    private static Compression compression(Path path) throws IOException {
        try (InputStream in = Channels.newInputStream(FileChannel.open(path, StandardOpenOption.READ))) {
            byte[] magic = in.readNBytes(MAGIC);
            if (magic.length >= 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b) {
                return Compression.GZIP;
            }
            boolean zstd = magic.length == MAGIC
                    && magic[0] == 0x28
                    && magic[1] == (byte) 0xb5
                    && magic[2] == 0x2f
                    && magic[3] == (byte) 0xfd;
            return zstd ? Compression.ZSTD : Compression.NONE;
        }
    }

    /**
     * The bytes from an offset on.
     *
     * @param read is told how many bytes of the file itself are read
     */
    public InputStream open(long offset, CountedStream.Listener read) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            if (seekable) {
                channel.position(offset);
                return new CountedStream(Channels.newInputStream(channel), read);
            }
            InputStream raw = new CountedStream(Channels.newInputStream(channel), read);
            InputStream plain = switch (compression) {
                case NONE -> raw;
                case GZIP -> new GZIPInputStream(raw, BUFFER);
                case ZSTD -> new ZstdInputStreamNoFinalizer(raw).setLongMax(LARGEST_ZSTD_WINDOW);
            };
            InputStream text = encoding.wide() ? new Utf16Stream(plain, encoding.charset()) : plain;
            text.skipNBytes(offset);
            return text;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether a read failed since a compressed file ends too early, as one does that is still being written. */
    public static boolean isCutOff(IOException failure) {
        return failure instanceof EOFException
                || (failure instanceof ZstdIOException
                        && String.valueOf(failure.getMessage()).contains("Truncated"));
    }

    /** The failure of a read as that of the file if its content is the cause, not the disk. */
    public IOException explained(IOException failure) throws BadFileException {
        if (isCutOff(failure)) {
            throw new BadFileException(
                    "expected a complete file, found one that ends too early (" + compression + ")", failure);
        }
        if (failure instanceof ZipException || failure instanceof ZstdIOException) {
            throw new BadFileException(
                    "expected a file in the format " + compression + ", found a damaged one", failure);
        }
        return failure;
    }

    /** The offset after the first line end that ends at {@code offset} or later; -1 if none follows. */
    public long lineStart(long offset) throws IOException {
        try (InputStream in = open(offset - 1, bytes -> {})) {
            byte[] bytes = new byte[BUFFER];
            long at = offset - 1;
            boolean afterCr = false;
            for (int length = in.read(bytes); length > 0; length = in.read(bytes)) {
                for (int i = 0; i < length; i++) {
                    if (bytes[i] == '\n') {
                        return at + i + 1;
                    }
                    if (afterCr) {
                        return at + i;
                    }
                    afterCr = bytes[i] == '\r';
                }
                at += length;
            }
            return -1;
        }
    }
}

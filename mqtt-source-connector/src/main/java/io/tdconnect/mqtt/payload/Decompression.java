// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.payload;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.snappy.SnappyFramedInputStream;
import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.message.PayloadLimit;
import io.tdconnect.mqtt.payload.PayloadOptions.Compression;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * Decompresses payloads; an empty one stays empty.
 *
 * @param limit never exceeded in memory
 */
public record Decompression(Compression compression, PayloadLimit limit) {
    // https://github.com/google/snappy/blob/main/framing_format.txt
    private static final byte[] SNAPPY_STREAM = {(byte) 0xff, 6, 0, 0, 's', 'N', 'a', 'P', 'p', 'Y'};

    // 128 MB, as with zstd --long; only the part is allocated that a payload needs.
    private static final int LARGEST_ZSTD_WINDOW = 27;

    byte[] expand(byte[] payload) throws BadMessageException {
        if (compression == Compression.NONE || payload.length == 0) {
            return payload;
        }
        try {
            return switch (compression) {
                case NONE -> payload;
                case GZIP -> read(new GZIPInputStream(new ByteArrayInputStream(payload)));
                case SNAPPY -> snappy(payload);
                case LZ4 -> Lz4Frames.expand(payload, limit);
                case ZSTD -> read(zstd(payload));
            };
        } catch (IOException | RuntimeException e) {
            throw new BadMessageException("expected a payload in the format of " + PayloadOptions.COMPRESSION
                    + ", found something else (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** With the library of the worker, which also reads Kafka's own zstd. */
    private static InputStream zstd(byte[] payload) throws IOException {
        return new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(payload)).setLongMax(LARGEST_ZSTD_WINDOW);
    }

    /** A stream starts with its identifier; everything else is one block, as most libraries write it. */
    private byte[] snappy(byte[] payload) throws IOException, BadMessageException {
        if (Arrays.equals(
                payload, 0, Math.min(payload.length, SNAPPY_STREAM.length), SNAPPY_STREAM, 0, SNAPPY_STREAM.length)) {
            return read(new SnappyFramedInputStream(new ByteArrayInputStream(payload)));
        }
        int length = SnappyDecompressor.getUncompressedLength(payload, 0);
        if (length < 0 || length > limit.bytes()) {
            throw limit.exceeded();
        }
        byte[] expanded = new byte[length];
        int written = new SnappyDecompressor().decompress(payload, 0, payload.length, expanded, 0, length);
        return written == length ? expanded : Arrays.copyOf(expanded, written);
    }

    private byte[] read(InputStream input) throws IOException, BadMessageException {
        try (input) {
            byte[] expanded = input.readNBytes(limit.bytes());
            if (expanded.length == limit.bytes() && input.read() >= 0) {
                throw limit.exceeded();
            }
            return expanded;
        }
    }
}

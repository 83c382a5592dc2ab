// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.message.PayloadLimit;
import io.tdconnect.mqtt.payload.PayloadOptions.Compression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyFramedOutputStream;

class DecompressionTest {
    private static final int LIMIT = 1 << 20;

    /** What other libraries write. */
    private enum Writer {
        GZIP(Compression.GZIP),
        SNAPPY_BLOCK(Compression.SNAPPY),
        SNAPPY_STREAM(Compression.SNAPPY),
        LZ4(Compression.LZ4),
        LZ4_CHECKED(Compression.LZ4),
        ZSTD(Compression.ZSTD),
        ZSTD_STREAM(Compression.ZSTD);

        private final Compression compression;

        Writer(Compression compression) {
            this.compression = compression;
        }

        byte[] compress(byte[] payload) {
            try {
                return switch (this) {
                    case GZIP -> stream(GZIPOutputStream::new, payload);
                    case SNAPPY_BLOCK -> Snappy.compress(payload);
                    case SNAPPY_STREAM -> stream(SnappyFramedOutputStream::new, payload);
                    case LZ4 -> stream(LZ4FrameOutputStream::new, payload);
                    case LZ4_CHECKED -> stream(DecompressionTest::withChecksums, payload);
                    case ZSTD -> Zstd.compress(payload);
                    case ZSTD_STREAM -> stream(ZstdOutputStream::new, payload);
                };
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        byte[] expand(byte[] payload, int limit) throws BadMessageException {
            return new Decompression(compression, new PayloadLimit(limit)).expand(payload);
        }
    }

    @ParameterizedTest
    @EnumSource
    void expandsWhatAnotherLibraryWrote(Writer writer) throws Exception {
        Random random = new Random(3);
        for (int size : new int[] {1, 2, 13, 100, 1_000, 65_535, 65_536, 65_537, 300_000}) {
            byte[] incompressible = new byte[size];
            random.nextBytes(incompressible);
            byte[] repetitive = new byte[size];
            for (int i = 0; i < size; i++) {
                repetitive[i] = (byte) (random.nextInt(20) == 0 ? random.nextInt() : i % 7);
            }
            assertThat(writer.expand(writer.compress(incompressible), LIMIT)).isEqualTo(incompressible);
            assertThat(writer.expand(writer.compress(repetitive), LIMIT)).isEqualTo(repetitive);
            assertThat(writer.expand(writer.compress(repetitive), size)).isEqualTo(repetitive);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesToExpandABomb(Writer writer) {
        byte[] bomb = writer.compress(new byte[64 << 20]);

        assertThatThrownBy(() -> writer.expand(bomb, LIMIT))
                .isInstanceOf(BadMessageException.class)
                .hasMessageContaining("payload.max.bytes=1048576");
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyPayloadStaysEmpty(Writer writer) throws Exception {
        assertThat(writer.expand(new byte[0], LIMIT)).isEmpty();
        assertThat(writer.expand(writer.compress(new byte[0]), LIMIT)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsNotCompressed(Writer writer) {
        assertThatThrownBy(() ->
                        writer.expand("{\"id\": 1, \"voltage\": 221.5}".getBytes(StandardCharsets.US_ASCII), LIMIT))
                .isInstanceOf(BadMessageException.class)
                .hasMessageStartingWith("expected ");
    }

    /** Garbage must be refused in one way, and never take more memory than the limit. */
    @ParameterizedTest
    @EnumSource
    void neverFailsInAnotherWay(Writer writer) {
        Random random = new Random(5);
        byte[] text = "{\"ts\":1700000000000,\"voltage\":221.5,\"voltage2\":221.5}"
                .repeat(20)
                .getBytes(StandardCharsets.US_ASCII);
        byte[] valid = writer.compress(text);
        for (int i = 0; i < 2_000; i++) {
            byte[] broken = Arrays.copyOf(valid, 1 + random.nextInt(valid.length));
            broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(writer.expand(broken, LIMIT)).hasSizeLessThanOrEqualTo(LIMIT);
            } catch (BadMessageException e) {
                assertThat(e).hasMessageStartingWith("expected ");
            }
        }
    }

    // The reference library links blocks by default, lz4-java cannot: a frame by hand.
    @Test
    void lz4BlocksMayReferToEarlierOnes() throws Exception {
        byte[] frame = {
            0x04,
            0x22,
            0x4D,
            0x18,
            0x40,
            0x40,
            (byte) 0xC0, // header without block independence
            4,
            0,
            0,
            (byte) 0x80,
            'a',
            'b',
            'c',
            'd', // stored
            5,
            0,
            0,
            0,
            0x02,
            4,
            0,
            0x10,
            '!', // six bytes from four before, then a literal
            0,
            0,
            0,
            0
        };

        assertThat(new Decompression(Compression.LZ4, new PayloadLimit(LIMIT)).expand(frame))
                .asString()
                .isEqualTo("abcdabcdab!");
    }

    @Test
    void lz4FramesFollowEachOther() throws Exception {
        byte[] frame = Writer.LZ4.compress(new byte[] {1, 2, 3});
        byte[] skipped = {0x50, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 9, 9};

        assertThat(new Decompression(Compression.LZ4, new PayloadLimit(LIMIT)).expand(concat(frame, skipped, frame)))
                .containsExactly(1, 2, 3, 1, 2, 3);
    }

    /** Of a frame with all checksums, no byte can change without notice. */
    @Test
    void lz4ChecksumsAreCompared() throws Exception {
        byte[] text = "{\"ts\":1700000000000,\"voltage\":221.5}".repeat(50).getBytes(StandardCharsets.US_ASCII);
        byte[] frame = Writer.LZ4_CHECKED.compress(text);
        for (int i = 0; i < frame.length; i++) {
            byte[] broken = frame.clone();
            broken[i] ^= 0x10;

            assertThatThrownBy(() -> Writer.LZ4_CHECKED.expand(broken, LIMIT))
                    .as("byte %s", i)
                    .isInstanceOf(BadMessageException.class);
        }
        assertThat(Writer.LZ4_CHECKED.expand(frame, LIMIT)).isEqualTo(text);
    }

    @Test
    void zstdFramesMayBeSkippedAndFollowEachOther() throws Exception {
        byte[] frame = Writer.ZSTD.compress(new byte[] {1, 2, 3});
        byte[] skipped = {0x50, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 9, 9};

        assertThat(Writer.ZSTD.expand(concat(skipped, frame, skipped, frame, skipped), LIMIT))
                .containsExactly(1, 2, 3, 1, 2, 3);
    }

    /** As {@code zstd --long=27} does with what it reads from a pipe. */
    @Test
    void zstdWindowsMayBeLarge() throws Exception {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (ZstdOutputStream stream = new ZstdOutputStream(target).setLong(27)) {
            stream.write(new byte[2_000]);
        }

        assertThat(Writer.ZSTD.expand(target.toByteArray(), LIMIT)).isEqualTo(new byte[2_000]);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static OutputStream withChecksums(OutputStream target) throws IOException {
        return new LZ4FrameOutputStream(
                target,
                BLOCKSIZE.SIZE_64KB,
                LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE,
                LZ4FrameOutputStream.FLG.Bits.BLOCK_CHECKSUM,
                LZ4FrameOutputStream.FLG.Bits.CONTENT_CHECKSUM);
    }

    private static byte[] stream(Wrapping wrapping, byte[] payload) throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (OutputStream stream = wrapping.around(target)) {
            stream.write(payload);
        }
        return target.toByteArray();
    }

    @FunctionalInterface
    private interface Wrapping {
        OutputStream around(OutputStream target) throws IOException;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.payload;

import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.message.PayloadLimit;
import java.util.Arrays;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;

/**
 * Decompresses LZ4 frames, one after the other, with independent blocks or blocks that refer to those before them.
 *
 * <p>Checksums and sizes are compared where a frame has them: a payload that was stored may be damaged before it is
 * published. Source: lz4_Frame_format.md and lz4_Block_format.md of the LZ4 project.
 */
final class Lz4Frames {
    private static final int MAGIC = 0x184D2204;
    private static final int SKIPPABLE_MAGIC = 0x184D2A50;
    private static final int SKIPPABLE_MASK = 0xFFFFFFF0;
    private static final int VERSION_MASK = 0xC0;
    private static final int VERSION = 0x40;
    private static final int BLOCK_CHECKSUM = 0x10;
    private static final int CONTENT_SIZE = 0x08;
    private static final int CONTENT_CHECKSUM = 0x04;
    private static final int DICTIONARY = 0x01;
    private static final int NOT_COMPRESSED = 0x80000000;
    private static final int NIBBLE = 15;
    private static final int SHORTEST_MATCH = 4;
    private static final int BYTE = 255;

    // From the library of the worker, which also reads Kafka's own LZ4.
    private static final XXHash32 HASH = XXHashFactory.fastestJavaInstance().hash32();

    private final byte[] in;
    private final PayloadLimit limit;
    private int position;
    private byte[] out;
    private int length;
    private int frameStart;

    private Lz4Frames(byte[] in, PayloadLimit limit) {
        this.in = in;
        this.limit = limit;
        this.out = new byte[(int) Math.min(limit.bytes(), 4L * in.length)];
    }

    /**
     * The content of all frames.
     *
     * @param limit maximum size of the content
     */
    static byte[] expand(byte[] in, PayloadLimit limit) throws BadMessageException {
        Lz4Frames frames = new Lz4Frames(in, limit);
        while (frames.position < in.length) {
            frames.frame();
        }
        return Arrays.copyOf(frames.out, frames.length);
    }

    private void frame() throws BadMessageException {
        int magic = int32();
        if ((magic & SKIPPABLE_MASK) == SKIPPABLE_MAGIC) {
            skip(int32());
            return;
        }
        check(magic == MAGIC, "the start of a frame");
        int flags = next();
        check((flags & VERSION_MASK) == VERSION, "version 1 of the frame");
        check((flags & DICTIONARY) == 0, "a frame without dictionary");
        int descriptor = position - 1;
        skip(1);
        long contentSize = (flags & CONTENT_SIZE) == 0 ? -1 : Integer.toUnsignedLong(int32()) | ((long) int32() << 32);
        int headerCheck = hash(in, descriptor, position - descriptor) >> Byte.SIZE & BYTE;
        check(next() == headerCheck, "the checksum of its header");
        blocks((flags & BLOCK_CHECKSUM) != 0);
        check(contentSize < 0 || contentSize == length - frameStart, "content of the announced size");
        if ((flags & CONTENT_CHECKSUM) != 0) {
            check(int32() == hash(out, frameStart, length - frameStart), "content that fits its checksum");
        }
    }

    private void blocks(boolean withChecksum) throws BadMessageException {
        frameStart = length;
        for (int size = int32(); size != 0; size = int32()) {
            int bytes = size & ~NOT_COMPRESSED;
            check(bytes <= in.length - position, "a complete block");
            int start = position;
            if ((size & NOT_COMPRESSED) == 0) {
                block(position + bytes);
            } else {
                copy(bytes);
            }
            check(!withChecksum || int32() == hash(in, start, bytes), "a block that fits its checksum");
        }
    }

    private static int hash(byte[] bytes, int start, int count) {
        return HASH.hash(bytes, start, count, 0);
    }

    private void block(int end) throws BadMessageException {
        while (position < end) {
            int token = next();
            int literals = lengthFrom(token >> 4);
            check(literals <= end - position, "literals inside of the block");
            copy(literals);
            if (position == end) {
                return; // the last sequence has no match
            }
            int offset = next() | next() << 8;
            check(offset > 0 && offset <= length - frameStart, "a match inside of the frame");
            match(offset, lengthFrom(token & NIBBLE) + SHORTEST_MATCH);
        }
        check(position == end, "sequences inside of the block");
    }

    private int lengthFrom(int nibble) throws BadMessageException {
        int sum = nibble;
        int more = nibble == NIBBLE ? BYTE : 0;
        while (more == BYTE) {
            more = next();
            sum += more;
            check(sum >= 0, "a shorter sequence");
        }
        return sum;
    }

    private void copy(int bytes) throws BadMessageException {
        reserve(bytes);
        System.arraycopy(in, position, out, length, bytes);
        position += bytes;
        length += bytes;
    }

    private void match(int offset, int bytes) throws BadMessageException {
        reserve(bytes);
        // Byte by byte, since a match may overlap what it writes.
        for (int end = length + bytes; length < end; length++) {
            out[length] = out[length - offset];
        }
    }

    private void reserve(int bytes) throws BadMessageException {
        if (bytes < 0 || bytes > limit.bytes() - length) {
            throw limit.exceeded();
        }
        if (bytes > out.length - length) {
            out = Arrays.copyOf(out, (int) Math.min(limit.bytes(), Math.max(2L * out.length, (long) length + bytes)));
        }
    }

    private int next() throws BadMessageException {
        check(position < in.length, "more bytes");
        return in[position++] & BYTE;
    }

    private int int32() throws BadMessageException {
        return next() | next() << 8 | next() << 16 | next() << 24;
    }

    private void skip(int bytes) throws BadMessageException {
        check(bytes >= 0 && bytes <= in.length - position, "more bytes");
        position += bytes;
    }

    private static void check(boolean valid, String expected) throws BadMessageException {
        if (!valid) {
            throw new BadMessageException("expected lz4 frames, but " + expected + " is missing");
        }
    }
}

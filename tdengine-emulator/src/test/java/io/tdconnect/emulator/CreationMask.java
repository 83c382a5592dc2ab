// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Blanks the numbers and times in the creations of tables at the end of a message, which differ from run to run. */
final class CreationMask {
    private static final int HEAD = 56;
    private static final int BLOCKS = HEAD + 23;

    private final ByteBuffer in;
    private final boolean named;

    private CreationMask(byte[] frame) {
        in = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        named = in.get(BLOCKS + 4) != 0;
    }

    static byte[] masked(byte[] frame) {
        new CreationMask(frame).mask();
        return frame;
    }

    private void mask() {
        in.position(BLOCKS);
        int blocks = in.getInt();
        in.position(in.position() + 2);
        for (int i = 0; i < blocks; i++) {
            skip(varint());
            schema();
            if (named) {
                skip(varint());
            }
        }
        int creations = in.getInt();
        for (int i = 0; i < creations; i++) {
            int end = varint() + in.position();
            in.position(in.position() + 5);
            skip(varint());
            blank(16);
            in.position(in.position() + 9);
            skip(varint() + 1);
            blank(8);
            in.position(end);
        }
    }

    private void schema() {
        int columns = varint() / 2;
        int unusedVersion = varint();
        for (int c = 0; c < columns; c++) {
            skip(2);
            int unusedBytes = varint();
            int unusedId = varint();
            skip(varint());
        }
    }

    private int varint() {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = in.get();
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private void skip(int bytes) {
        in.position(in.position() + bytes);
    }

    private void blank(int bytes) {
        Arrays.fill(in.array(), in.position(), in.position() + bytes, (byte) 0);
        skip(bytes);
    }
}

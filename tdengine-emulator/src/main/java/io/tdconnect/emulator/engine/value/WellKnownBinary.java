// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.value;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Checks whether bytes are a shape in well-known binary. */
public final class WellKnownBinary {
    private static final int POINT = 1;
    private static final int LINE = 2;
    private static final int POLYGON = 3;
    private static final int COLLECTION = 7;
    private static final int HAS_Z = 0x80000000;
    private static final int HAS_M = 0x40000000;
    private static final int HAS_SRID = 0x20000000;
    private static final int BYTE_ORDERS = 2;

    private final ByteBuffer in;

    private WellKnownBinary(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
    }

    public static boolean valid(byte[] bytes) {
        try {
            return new WellKnownBinary(bytes).shape();
        } catch (BufferUnderflowException e) {
            return false;
        }
    }

    private boolean shape() {
        byte order = in.get();
        if (order < 0 || order >= BYTE_ORDERS) {
            return false;
        }
        in.order(order == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int head = in.getInt();
        int coordinates = 2 + ((head & HAS_Z) == 0 ? 0 : 1) + ((head & HAS_M) == 0 ? 0 : 1);
        if ((head & HAS_SRID) != 0) {
            in.getInt();
        }
        int kind = head & ~(HAS_Z | HAS_M | HAS_SRID);
        return switch (kind) {
            case POINT -> numbers(coordinates, 1);
            case LINE -> numbers(coordinates, in.getInt());
            case POLYGON -> rings(coordinates);
            default -> kind > POLYGON && kind <= COLLECTION && shapes();
        };
    }

    private boolean rings(int coordinates) {
        boolean valid = true;
        for (int rings = in.getInt(); rings > 0 && valid; rings--) {
            valid = numbers(coordinates, in.getInt());
        }
        return valid;
    }

    private boolean shapes() {
        boolean valid = true;
        for (int shapes = in.getInt(); shapes > 0 && valid; shapes--) {
            valid = shape();
        }
        return valid;
    }

    private boolean numbers(int coordinates, int points) {
        long bytes = (long) coordinates * points * Double.BYTES;
        if (points < 0 || bytes > in.remaining()) {
            return false;
        }
        in.position(in.position() + (int) bytes);
        return true;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.store;

import io.tdconnect.emulator.engine.value.Cells;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A part of a database: its share of the tables, and the log of what was written to them. */
public record Vgroup(int id, Wal wal) {
    private static final int SEED = 0x12345678;
    private static final long HASHES = 0xFFFFFFFFL;

    /** The vgroup of a table; the server spreads tables by the same hash of their full name. */
    static Vgroup of(List<Vgroup> vgroups, String database, String table) {
        long hash = Integer.toUnsignedLong(hash(Cells.bytes("1." + database + "." + table)));
        return vgroups.get((int) Math.min(hash / (HASHES / vgroups.size()), vgroups.size() - 1L));
    }

    /** MurmurHash3, 32 bits. */
    static int hash(byte[] key) {
        ByteBuffer in = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
        int hash = SEED;
        while (in.remaining() >= Integer.BYTES) {
            hash = Integer.rotateLeft(hash ^ mixed(in.getInt()), 13) * 5 + 0xE6546B64;
        }
        int tail = 0;
        for (int shift = 0; in.hasRemaining(); shift += 8) {
            tail |= (in.get() & 0xFF) << shift;
        }
        hash ^= mixed(tail) ^ key.length;
        hash = (hash ^ hash >>> 16) * 0x85EBCA6B;
        hash = (hash ^ hash >>> 13) * 0xC2B2AE35;
        return hash ^ hash >>> 16;
    }

    private static int mixed(int word) {
        return Integer.rotateLeft(word * 0xCC9E2D51, 15) * 0x1B873593;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.mqtt;

import java.nio.ByteBuffer;
import java.util.BitSet;

/** The numbers at the start of payloads, so that a missing message and a repeated one are not taken for none. Thread-safe. */
final class MessageNumbers {
    private final BitSet seen = new BitSet();
    private long distinct;
    private long repeated;

    static byte[] payload(int number, int bytes) {
        return ByteBuffer.allocate(Math.max(Integer.BYTES, bytes))
                .putInt(number)
                .array();
    }

    synchronized void add(byte[] payload) {
        int number = ByteBuffer.wrap(payload).getInt();
        if (seen.get(number)) {
            repeated++;
        } else {
            seen.set(number);
            distinct++;
        }
    }

    synchronized long distinct() {
        return distinct;
    }

    synchronized long repeated() {
        return repeated;
    }

    /** The first number below {@code end} that has not been seen; -1 if all have been. */
    synchronized int firstMissing(int end) {
        int missing = seen.nextClearBit(0);
        return missing < end ? missing : -1;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.topic;

import io.tdconnect.emulator.engine.value.WireBytes;

/**
 * Where a message begins or ends.
 *
 * @param inLog false within the snapshot
 * @param position in the log; in the snapshot, the number of the last table
 * @param time of the last row in the snapshot
 */
record MessagePosition(boolean inLog, long position, long time) {
    private static final int IN_LOG = 0x11;
    private static final int IN_ROWS = 0x12;
    private static final int LOG_BYTES = 9;
    private static final int ROWS_BYTES = 26;

    static MessagePosition inLog(long position) {
        return new MessagePosition(true, position, 0);
    }

    int bytes() {
        return inLog ? LOG_BYTES : ROWS_BYTES;
    }

    /** {@code type u8 = 0x11 | i64}, or {@code type u8 = 0x12 | table i64 | time i64} and nine zero bytes. */
    void write(WireBytes out) {
        out.u8(inLog ? IN_LOG : IN_ROWS).i64(position);
        if (!inLog) {
            out.i64(time).i64(0).u8(0);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

/** Growing pauses between tries. */
final class Backoff {
    private static final long FIRST = 100;
    private static final long LONGEST = 10_000;

    private long pause = FIRST;

    /** The next pause in milliseconds. */
    long next() {
        long current = pause;
        pause = Math.min(LONGEST, pause * 2);
        return current;
    }

    /** The next failure is the first again. */
    void succeeded() {
        pause = FIRST;
    }
}

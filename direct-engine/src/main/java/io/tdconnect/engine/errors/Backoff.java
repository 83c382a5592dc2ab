// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine.errors;

/** Growing pauses between tries. */
public final class Backoff {
    private static final long FIRST = 100;
    private static final long LONGEST = 10_000;

    private long pause = FIRST;

    /** The next pause in milliseconds. */
    public long next() {
        long current = pause;
        pause = Math.min(LONGEST, pause * 2);
        return current;
    }

    /** The next failure is the first again. */
    public void succeeded() {
        pause = FIRST;
    }
}

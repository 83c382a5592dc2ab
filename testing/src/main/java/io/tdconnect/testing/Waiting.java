// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions that only polling can see. */
final class Waiting {
    private static final long PAUSE_MILLIS = 50;

    private Waiting() {}

    /** Returns once the condition holds; throws AssertionError with the explanation if the limit passes. */
    static void until(Duration limit, BooleanSupplier condition, Supplier<String> explanation) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(explanation.get() + " (waited " + limit + ")");
            }
            pause();
        }
    }

    /** Pauses before the condition is checked again. */
    static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.contract;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A nanosecond clock that a test moves; safe for several threads. */
public final class ManualClock implements LongSupplier {
    private final AtomicLong nanos = new AtomicLong();

    /** Advances the clock. */
    public void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    /** Nanoseconds since the clock was created, as {@link System#nanoTime} would give. */
    @Override
    public long getAsLong() {
        return nanos.get();
    }
}

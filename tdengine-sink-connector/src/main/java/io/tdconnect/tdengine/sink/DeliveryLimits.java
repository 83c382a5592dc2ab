// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.retry.Retry;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * When rows are written, and how many may wait for it.
 *
 * @param retry makes the retry policy of a lane
 * @param nanoTime the clock
 */
record DeliveryLimits(BatchLimits batch, BufferLimits buffer, Supplier<Retry> retry, LongSupplier nanoTime) {
    /**
     * A batch is written as soon as one of these is reached.
     *
     * @param bytes of its rows in memory, estimated
     * @param linger time since its first row came
     */
    record BatchLimits(int rows, long bytes, Duration linger) {}

    /**
     * What a task may hold before it pauses its partitions.
     *
     * @param bytes in memory, estimated
     */
    record BufferLimits(int rows, long bytes) {}
}

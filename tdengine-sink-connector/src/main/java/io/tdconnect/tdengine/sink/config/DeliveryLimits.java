// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import io.tdconnect.common.retry.Retry;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * When rows are written, and how many may wait for it.
 *
 * @param retry makes the retry policy of a lane
 * @param longestWait for which the task waits for its lanes, in put and before a commit
 * @param nanoTime the clock
 */
public record DeliveryLimits(
        BatchLimits batch, BufferLimits buffer, Supplier<Retry> retry, Duration longestWait, LongSupplier nanoTime) {
    /**
     * A batch is written as soon as one of these is reached.
     *
     * @param bytes of its rows in memory, estimated
     * @param linger time since its first row came
     */
    public record BatchLimits(int rows, long bytes, Duration linger) {}

    /**
     * What a task may hold before it pauses its partitions.
     *
     * @param bytes in memory, estimated
     */
    public record BufferLimits(int rows, long bytes) {}
}

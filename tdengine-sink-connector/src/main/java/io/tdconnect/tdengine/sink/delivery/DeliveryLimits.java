// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.delivery;

import io.tdconnect.common.retry.Retry;
import io.tdconnect.tdengine.sink.config.WritingOptions;
import io.tdconnect.tdengine.sink.config.WritingOptions.BatchLimits;
import io.tdconnect.tdengine.sink.config.WritingOptions.BufferLimits;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * When rows are written, and how many may wait for it.
 *
 * @param retry makes the retry policy of a connection
 * @param longestWait how long the task waits for its connections, in put and before a commit
 * @param nanoTime the clock
 */
public record DeliveryLimits(
        BatchLimits batch, BufferLimits buffer, Supplier<Retry> retry, Duration longestWait, LongSupplier nanoTime) {
    /** Less than a second, so that a put does not block the consumer for longer. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(900);

    public static DeliveryLimits of(WritingOptions options, Supplier<Retry> retry) {
        return new DeliveryLimits(options.batch(), options.buffer(), retry, LONGEST_WAIT, System::nanoTime);
    }
}

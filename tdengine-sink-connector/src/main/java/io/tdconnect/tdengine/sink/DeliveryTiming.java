// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.retry.Retry;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When rows are written.
 *
 * @param batchRows as soon as so many have come
 * @param linger or so long after the first of them came
 * @param retry and when again after a passing fault
 * @param nanoTime the clock
 */
record DeliveryTiming(int batchRows, Duration linger, Retry retry, LongSupplier nanoTime) {}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.explore;

import java.time.Duration;

/**
 * How much to fetch.
 *
 * @param count messages at most
 * @param time to wait at most
 * @param bytesEach of a value at most; a longer one is cut
 */
public record SampleLimits(int count, Duration time, int bytesEach) {
    /**
     * Limits that are positive.
     *
     * @throws IllegalArgumentException if one of them is not
     */
    public SampleLimits {
        if (count < 1 || bytesEach < 1 || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(
                    "expected positive limits, found " + count + ", " + time + ", " + bytesEach);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.side;

import static io.tdconnect.common.time.Precision.MS;
import static io.tdconnect.common.time.Precision.NS;
import static io.tdconnect.common.time.Precision.US;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeScaleTest {
    @Test
    void digitsAreDroppedTowardsThePast() {
        TimeScale scale = new TimeScale(NS, MS);

        assertThat(scale.toTarget(1_999_999)).isEqualTo(1);
        assertThat(scale.toTarget(-1)).isEqualTo(-1);
        assertThat(new TimeScale(MS, US).toTarget(-3)).isEqualTo(-3_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1_000_001, -1_000_000, -1, 0, 1, 999_999, 1_000_000})
    void aTimeIsInTheRangeOfItsTarget(long time) {
        TimeScale scale = new TimeScale(NS, MS);
        long target = scale.toTarget(time);

        assertThat(scale.fromTarget(target)).isLessThanOrEqualTo(time);
        assertThat(scale.fromTarget(target + 1)).isGreaterThan(time);
    }

    @Test
    void aFinerTargetHasBordersBetweenTimes() {
        TimeScale scale = new TimeScale(MS, US);

        assertThat(scale.fromTarget(1_000)).isEqualTo(1);
        assertThat(scale.fromTarget(1_001)).isEqualTo(2);
        assertThat(scale.fromTarget(-1)).isZero();
    }

    @Test
    void timesThatDoNotFitAreTheLastOnes() {
        TimeScale scale = new TimeScale(NS, MS);

        assertThat(scale.fromTarget(Long.MAX_VALUE / 2)).isEqualTo(Long.MAX_VALUE);
        assertThat(scale.fromTarget(Long.MIN_VALUE + 2)).isEqualTo(Long.MIN_VALUE + 2);
        assertThat(new TimeRange(Long.MIN_VALUE + 2, Long.MAX_VALUE).middle()).isBetween(-4L, 4L);
    }
}

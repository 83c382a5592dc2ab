// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecordTimeTest {
    @Test
    void timesThatBrokersRefuseAreNone() {
        long now = System.currentTimeMillis();

        assertThat(RecordTime.of(0)).isZero();
        assertThat(RecordTime.of(now)).isEqualTo(now);
        assertThat(RecordTime.of(-1)).isNull();
        assertThat(RecordTime.of(now + Duration.ofHours(2).toMillis())).isNull();
        assertThat(RecordTime.of(Long.MAX_VALUE)).isNull();
    }
}

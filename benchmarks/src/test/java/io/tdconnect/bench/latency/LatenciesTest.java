// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void percentilesAreTimesOfRows() {
        long[] backwards = LongStream.rangeClosed(1, 1_000)
                .map(i -> (1_001 - i) * 1_000_000)
                .toArray();
        Latencies latencies = Latencies.of(backwards);

        assertThat(latencies.millis(0.5)).isEqualTo(500);
        assertThat(latencies.millis(1)).isEqualTo(1_000);
        assertThat(latencies).hasToString("500.0/950.0/990.0/999.0");
        assertThat(backwards[0]).isEqualTo(1_000_000_000L);
    }

    @Test
    void oneRowIsAllPercentilesAndNoneIsNone() {
        assertThat(Latencies.of(new long[] {2_500_000})).hasToString("2.5/2.5/2.5/2.5");
        assertThat(Latencies.of(new long[0]).millis(0.5)).isNaN();
    }
}

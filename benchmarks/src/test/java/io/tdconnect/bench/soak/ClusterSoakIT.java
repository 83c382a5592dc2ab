// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Three workers and three brokers under faults, with {@code -Dsoak.minutes=2}: it takes longer than a build should. It needs
 * the packaged suite.
 */
@EnabledIfSystemProperty(named = "soak.minutes", matches = "\\d+")
class ClusterSoakIT {
    @Test
    void nothingIsLostNorThereTwice() throws Exception {
        Duration length = Duration.ofMinutes(Long.getLong("soak.minutes"));

        Map<String, String> figures = new ClusterSoak(3, System.nanoTime()).run(length);

        assertThat(figures).containsEntry("lost", "0").containsEntry("duplicates_visible", "0");
        assertThat(Integer.parseInt(figures.get("sent"))).isPositive();
        assertThat(Integer.parseInt(figures.get("faults"))).as("%s", figures).isGreaterThanOrEqualTo(2);
    }
}

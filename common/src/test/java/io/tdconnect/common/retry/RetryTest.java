// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.contract.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class RetryTest {
    private final IOException fault = new IOException("connection refused");

    private final ManualClock clock = new ManualClock();

    @Test
    void doublesThePauseUpToTheMaximum() {
        Retry retry = retry(100_000, zeros());

        assertThat(retry.failed(fault)).isEqualTo(Duration.ofMillis(100));
        assertThat(retry.failed(fault)).isEqualTo(Duration.ofMillis(200));
        assertThat(retry.failed(fault)).isEqualTo(Duration.ofMillis(400));
        assertThat(retry.failed(fault)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void keepsTheMaximumAfterAnyNumberOfFailures() {
        Retry retry = retry(100_000, zeros());

        for (int i = 0; i < 200; i++) {
            assertThat(retry.failed(fault)).isBetween(Duration.ofMillis(100), Duration.ofMillis(500));
        }
    }

    @Test
    void jitterTakesAtMostHalfOfThePause() {
        Retry retry = retry(100_000, new SplittableRandom(1));

        for (int i = 0; i < 200; i++) {
            retry.succeeded();
            assertThat(retry.failed(fault)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        }
    }

    @Test
    void givesUpOnceTheDeadlineSinceTheFirstFailureHasPassed() {
        Retry retry = retry(1000, zeros());
        retry.failed(fault);
        clock.advance(Duration.ofMillis(999));
        retry.failed(fault);
        clock.advance(Duration.ofMillis(1));

        assertThatThrownBy(() -> retry.failed(fault))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("retry.timeout.ms=1000")
                .hasMessageContaining("3 failures")
                .hasMessageContaining("connection refused")
                .hasCause(fault);
    }

    @Test
    void neverWaitsBeyondTheDeadline() {
        Retry retry = retry(1000, zeros());
        retry.failed(fault);
        clock.advance(Duration.ofMillis(950));

        assertThat(retry.failed(fault)).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void successStartsTheDeadlineAndThePauseAnew() {
        Retry retry = retry(1000, zeros());
        retry.failed(fault);
        retry.failed(fault);
        clock.advance(Duration.ofSeconds(2));
        retry.succeeded();

        assertThat(retry.failed(fault)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void deadlineZeroFailsAtOnce() {
        assertThatThrownBy(() -> retry(0, zeros()).failed(fault)).isInstanceOf(ConnectException.class);
    }

    @Test
    void optionsHaveDefaults() {
        Options options = new Options();
        RetryOptions.addTo(options);

        Retry retry = RetryOptions.from(new AbstractConfig(options.build(), Map.of(), false));

        assertThat(retry.failed(fault)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
    }

    private Retry retry(long deadlineMillis, RandomGenerator random) {
        return new Retry(
                Duration.ofMillis(deadlineMillis), Duration.ofMillis(100), Duration.ofMillis(500), clock, random);
    }

    private static RandomGenerator zeros() {
        return () -> 0L;
    }
}

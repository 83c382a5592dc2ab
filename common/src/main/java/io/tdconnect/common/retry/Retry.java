// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.retry;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Decides how long to wait before the next try, and when to give up; does not wait itself.
 *
 * <p>For use by one thread.
 */
public final class Retry {
    private final long deadlineMillis;
    private final long backoffMillis;
    private final long maxBackoffMillis;
    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private long firstFailureNanos;
    private int failures;

    /**
     * A policy that gives up when failures have lasted for {@code deadline}, counted from the first one.
     *
     * @param backoff first pause; it doubles with every further failure
     * @param maxBackoff longest pause
     */
    public Retry(Duration deadline, Duration backoff, Duration maxBackoff) {
        this(deadline, backoff, maxBackoff, System::nanoTime, RandomGenerator.getDefault());
    }

    Retry(Duration deadline, Duration backoff, Duration maxBackoff, LongSupplier nanoTime, RandomGenerator random) {
        this.deadlineMillis = deadline.toMillis();
        this.backoffMillis = backoff.toMillis();
        this.maxBackoffMillis = Math.max(maxBackoff.toMillis(), backoffMillis);
        this.nanoTime = nanoTime;
        this.random = random;
    }

    /**
     * Records a failure.
     *
     * @return how long to wait before the next try: at random from half to all of a pause that doubles each time, and
     *     never beyond the deadline
     * @throws ConnectException with {@code cause} when the deadline since the first failure has passed
     */
    public Duration failed(Exception cause) {
        long now = nanoTime.getAsLong();
        if (failures == 0) {
            firstFailureNanos = now;
        }
        failures++;
        long elapsed = TimeUnit.NANOSECONDS.toMillis(now - firstFailureNanos);
        if (elapsed >= deadlineMillis) {
            throw new ConnectException(
                    "Gave up after " + failures + (failures == 1 ? " failure" : " failures") + " within " + elapsed
                            + " ms; " + RetryOptions.TIMEOUT + "=" + deadlineMillis
                            + " allows no more retries. Cause: "
                            + cause.getMessage(),
                    cause);
        }
        long pause = pauseMillis();
        long jittered = pause - (pause > 1 ? random.nextLong(pause / 2 + 1) : 0);
        return Duration.ofMillis(Math.min(jittered, deadlineMillis - elapsed));
    }

    /** Records a success: the next failure counts as the first. */
    public void succeeded() {
        failures = 0;
    }

    private long pauseMillis() {
        int doublings = failures - 1;
        // A shift that overflows would exceed any maximum.
        return doublings >= Long.numberOfLeadingZeros(backoffMillis) - 1
                ? maxBackoffMillis
                : Math.min(backoffMillis << doublings, maxBackoffMillis);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine.errors;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what throws {@link RetriableException}, with the pauses of a worker: 300 ms, doubled each time, and random ones where
 * that exceeds the longest.
 *
 * @param options how long, and the longest pause
 * @param count counts the further tries
 */
public record Retries(ErrorOptions options, LongAdder count) {
    private static final Logger log = LoggerFactory.getLogger(Retries.class);
    private static final long FIRST_PAUSE = 300;
    private static final int MOST_DOUBLINGS = 30;

    /**
     * Returns what {@code work} returns; the pauses end when the thread is interrupted.
     *
     * @param name of the work, for messages
     * @throws RetriableException that of the last try
     */
    public <T> @Nullable T call(String name, Supplier<@Nullable T> work) {
        long start = System.nanoTime();
        for (int tries = 1; ; tries++) {
            try {
                return work.get();
            } catch (RetriableException e) {
                long left = left(start);
                if (left <= 0) {
                    throw e;
                }
                long pause = Math.min(left, pause(tries));
                count.increment();
                log.warn("The {} asks for another try, in {} ms: {}", name, pause, e.getMessage());
                sleep(pause, e);
            }
        }
    }

    private long left(long start) {
        return options.retryTimeoutMillis() < 0
                ? Long.MAX_VALUE
                : options.retryTimeoutMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private long pause(int tries) {
        long pause = FIRST_PAUSE << Math.min(tries - 1, MOST_DOUBLINGS);
        long longest = options.longestDelayMillis();
        return pause <= longest ? pause : ThreadLocalRandom.current().nextLong(longest);
    }

    private static void sleep(long millis, RetriableException reason) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Ended before another try: " + reason.getMessage(), reason);
        }
    }
}

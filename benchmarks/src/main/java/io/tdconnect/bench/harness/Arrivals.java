// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.harness;

import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.KafkaTopics;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Waits for records or rows. */
public final class Arrivals {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(50);

    private Arrivals() {}

    public static long await(KafkaProcess kafka, String topic, long count) throws InterruptedException {
        try (KafkaTopics topics = kafka.topics()) {
            return await(() -> topics.count(topic), count);
        }
    }

    /** Waits for {@code count} of them and returns their number; throws if no more arrive for long. */
    public static long await(LongSupplier arrived, long count) throws InterruptedException {
        long last = -1;
        long lastMove = System.nanoTime();
        while (true) {
            long now = read(arrived);
            if (now >= count) {
                return now;
            }
            if (now > last) {
                last = now;
                lastMove = System.nanoTime();
            } else if (System.nanoTime() - lastMove > PATIENCE.toNanos()) {
                throw new IllegalStateException("Nothing more comes after " + now + " of " + count);
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    // The table does not exist at first.
    private static long read(LongSupplier arrived) {
        try {
            return arrived.getAsLong();
        } catch (IllegalStateException e) {
            return 0;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.session;

import java.time.Duration;
import org.eclipse.milo.opcua.stack.core.util.NonceUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until the protocol library has seeded its secure random numbers; before that it would use weak ones for nonces.
 */
final class RandomSeed {
    private static final Logger log = LoggerFactory.getLogger(RandomSeed.class);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private RandomSeed() {}

    /** Returns when the numbers are seeded, and after a minute at the latest. */
    static void await() throws InterruptedException {
        Thread first = new Thread(new Quiet(), NonceUtil::isSecureRandomSeeded, "opcua-random-seed");
        first.setDaemon(true);
        first.start();
        first.join();
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!NonceUtil.isSecureRandomSeeded() && System.nanoTime() - end < 0) {
            Thread.sleep(10);
        }
    }

    /**
     * When it is done, the library's seeding thread calls slf4j 2, which fails on the worker's slf4j 1.7; that error is
     * harmless.
     */
    private static final class Quiet extends ThreadGroup {
        Quiet() {
            super("opcua-random-seed");
        }

        @Override
        public void uncaughtException(Thread thread, Throwable failure) {
            log.debug("{} ended with {}", thread.getName(), failure.toString());
        }
    }
}

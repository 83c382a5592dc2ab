// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.explore;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a client when the thread that waits for its answer is interrupted, for clients that do not notice interruptions, such as
 * those of HTTP. The interruption stays.
 */
public final class InterruptWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(InterruptWatch.class);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Thread caller = Thread.currentThread();
    private final AutoCloseable client;
    private final Thread watcher = new Thread(this::watch, "tdconnect-explorer-watch");

    private InterruptWatch(AutoCloseable client) {
        this.client = client;
    }

    /**
     * Watches the calling thread until it is closed.
     *
     * @param client whose {@code close} makes its current request fail, and may be called by any thread, more than once
     */
    public static InterruptWatch closing(AutoCloseable client) {
        InterruptWatch watch = new InterruptWatch(client);
        watch.watcher.setDaemon(true);
        watch.watcher.start();
        return watch;
    }

    private void watch() {
        try {
            while (!caller.isInterrupted()) {
                Thread.sleep(PAUSE.toMillis());
            }
            client.close();
        } catch (InterruptedException e) {
            // The call is over.
        } catch (Exception e) {
            log.debug("A client could not be closed", e);
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import java.util.concurrent.CountDownLatch;

/**
 * Stops the work of the main thread on SIGTERM and Ctrl-C, and lets it end before the process does, with the status of the work
 * instead of that of the signal.
 */
final class StopSignal implements AutoCloseable {
    private final Thread hook;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int status;

    /**
     * Listens until it is closed.
     *
     * @param stop asks the main thread to end; returns at once or when the work has stopped
     */
    StopSignal(Runnable stop) {
        hook = new Thread(() -> await(stop), "tdconnect-stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The status with which the process is to end. */
    void ended(int exitStatus) {
        status = exitStatus;
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process stops already: the hook ends it.
        }
    }

    private void await(Runnable stop) {
        try {
            stop.run();
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(status);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.delivery;

import java.util.concurrent.CountDownLatch;

/** A point in the queues of all connections: none continues before all have written what was queued ahead of it. */
final class Barrier {
    private final CountDownLatch arriving;
    private final CountDownLatch open = new CountDownLatch(1);

    Barrier(int connections) {
        arriving = new CountDownLatch(connections - 1);
    }

    /** Waits until all other connections have arrived; for the connection that makes the change. */
    void awaitOthers() throws InterruptedException {
        arriving.await();
    }

    /** Lets the other connections continue. */
    void open() {
        open.countDown();
    }

    /** Arrives and waits until the change is made; for all other connections. */
    void await() throws InterruptedException {
        arriving.countDown();
        open.await();
    }
}

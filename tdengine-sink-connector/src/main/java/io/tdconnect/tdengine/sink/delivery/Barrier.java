// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.delivery;

import java.util.concurrent.CountDownLatch;

/** A place in the queues of all lanes that none passes before what is behind it in all of them is written. */
final class Barrier {
    private final CountDownLatch arriving;
    private final CountDownLatch open = new CountDownLatch(1);

    Barrier(int lanes) {
        arriving = new CountDownLatch(lanes - 1);
    }

    /** Called by the lane that has something to do when all others wait. */
    void awaitOthers() throws InterruptedException {
        arriving.await();
    }

    /** Lets the others go on. */
    void open() {
        open.countDown();
    }

    /** Called by all other lanes. */
    void await() throws InterruptedException {
        arriving.countDown();
        open.await();
    }
}

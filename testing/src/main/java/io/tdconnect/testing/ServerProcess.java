// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A server that a fixture started: a process of this machine, or one in a container. */
interface ServerProcess {
    /** Returns once {@code ready}; throws {@link StartFailedException} when the server ends or the limit passes. */
    void awaitReady(Duration limit, BooleanSupplier ready);

    /** Ends the server as kill -9 does and waits until it is gone. */
    void kill();

    /** Asks the server to end and waits; kills it when it does not. */
    void stop();
}

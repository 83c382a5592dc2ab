// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A server that a fixture has started, as a process of this machine or in a container. */
interface ServerProcess {
    /** Returns once {@code ready}; throws {@link StartFailedException} if the server ends or the limit passes. */
    void awaitReady(Duration limit, BooleanSupplier ready);

    /** Ends the server as kill -9 does and waits for its end. */
    void kill();

    /** Asks the server to end and waits; kills it if it does not. */
    void stop();
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import java.time.Duration;

/** Runs a source connector, the transforms of both sides and a sink connector in this process, without Kafka. */
public final class DirectEngine implements AutoCloseable {
    private DirectEngine() {}

    /**
     * Checks both configurations and starts.
     *
     * @throws org.apache.kafka.common.config.ConfigException with all problems of both configurations
     * @throws EngineException if a file is in use or cannot be read or written
     */
    public static DirectEngine start(DirectTask task) {
        throw new UnsupportedOperationException("not yet: " + task.name());
    }

    /** What was done so far; callable by any thread, also after the end. */
    public EngineFigures figures() {
        throw new UnsupportedOperationException("not yet");
    }

    /** Waits for the end. */
    public EngineResult await() throws InterruptedException {
        throw new UnsupportedOperationException("not yet");
    }

    /** Waits for the end; false if it does not come in time. */
    public boolean await(Duration limit) throws InterruptedException {
        throw new UnsupportedOperationException("not yet");
    }

    /** Asks for the end: the source is read no further, and what was read is written. Returns at once. */
    public void stop() {}

    /** Stops, and waits for the end. */
    @Override
    public void close() {}
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.receive;

/** Publishes the commands of a task to devices. */
@FunctionalInterface
public interface CommandPublisher {
    /**
     * Publishes with QoS 0 without blocking. For any thread.
     *
     * @return false if there is no connection to publish on
     */
    boolean publish(String topic, byte[] payload);
}

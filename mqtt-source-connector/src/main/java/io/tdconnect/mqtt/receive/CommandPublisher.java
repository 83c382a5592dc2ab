// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.receive;

/** Takes what a task has to say to a device. */
@FunctionalInterface
public interface CommandPublisher {
    /**
     * Publishes with QoS 0 without blocking. For any thread.
     *
     * @return false if there is no connection that takes it
     */
    boolean publish(String topic, byte[] payload);
}

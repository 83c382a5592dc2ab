// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

/** Takes what a task has to say to a device. */
@FunctionalInterface
interface Outbox {
    /** Publishes with QoS 0 without blocking; does nothing while there is no connection. For any thread. */
    void publish(String topic, byte[] payload);
}

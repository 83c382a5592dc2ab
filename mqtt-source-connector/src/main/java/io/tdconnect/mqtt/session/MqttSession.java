// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.session;

import io.tdconnect.mqtt.message.MqttMessage;
import io.tdconnect.mqtt.message.TopicFilter;
import io.tdconnect.mqtt.session.SubscriptionOptions.RetainedPolicy;
import java.net.URI;
import java.util.List;

/**
 * One connection to one broker, used once. Any thread may call {@link #acknowledge} and {@link #publish}; the other
 * methods are called by one thread.
 *
 * <p>The broker keeps a persistent session when the connection ends.
 */
public interface MqttSession extends AutoCloseable {
    /**
     * Connects. Messages of a persistent session may arrive before this returns.
     *
     * @return whether the broker still had the session, with its subscriptions
     */
    boolean connect() throws MqttFailure, InterruptedException;

    /**
     * Subscribes to filters, each with its {@link TopicFilter#subscribedQos}. The broker then sends the retained
     * messages of all filters, or with MQTT 5 and {@link RetainedPolicy#FIRST_ONLY} those of filters that are new to
     * the session.
     */
    void subscribe(List<TopicFilter> filters, RetainedPolicy retained) throws MqttFailure, InterruptedException;

    /** Whether the broker may support shared subscriptions; false only if it has denied it when the client connected. */
    boolean hasSharedSubscriptions();

    /** Unsubscribes from filters; the session need not have them. */
    void unsubscribe(List<String> filters) throws MqttFailure, InterruptedException;

    /** Acknowledges a message of this connection; does not block, and does nothing once the connection is lost. */
    void acknowledge(int packetId);

    /** Publishes with QoS 0; does not block. */
    void publish(String topic, byte[] payload) throws MqttFailure;

    /** Disconnects and ends all threads of the connection; never throws. */
    @Override
    void close();

    /** Receives messages, and the end of the connection, on a thread of the client library. */
    interface Listener {
        void received(MqttMessage message);

        void lost(MqttFailure cause);
    }

    /** Makes sessions; does not connect yet. */
    interface Factory {
        MqttSession create(URI broker, Listener listener) throws MqttFailure;
    }
}

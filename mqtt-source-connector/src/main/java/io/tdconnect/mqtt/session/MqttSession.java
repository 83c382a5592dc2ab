// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.session;

import io.tdconnect.mqtt.message.MqttMessage;
import io.tdconnect.mqtt.message.TopicFilter;
import io.tdconnect.mqtt.session.SubscriptionOptions.RetainedPolicy;
import java.net.URI;
import java.util.List;

/**
 * One connection to one broker, used once; {@link #acknowledge} and {@link #publish} are for any thread, the other
 * methods are for one.
 *
 * <p>The broker keeps its side of a persistent session beyond the connection.
 */
public interface MqttSession extends AutoCloseable {
    /**
     * Connects. Messages of a persistent session may arrive before this returns.
     *
     * @return whether the broker still knew the session, with its subscriptions
     */
    boolean connect() throws MqttFailure, InterruptedException;

    /**
     * Subscribes to filters, each with its {@link TopicFilter#subscribedQos}; brings the retained messages of all, or with
     * MQTT 5 and {@link RetainedPolicy#FIRST_ONLY} of those that the session did not have.
     */
    void subscribe(List<TopicFilter> filters, RetainedPolicy retained) throws MqttFailure, InterruptedException;

    /** Whether the broker said, once connected, that it has shared subscriptions, or has not said it has none. */
    boolean hasSharedSubscriptions();

    /** Gives up filters; those that are not subscribed do not matter. */
    void unsubscribe(List<String> filters) throws MqttFailure, InterruptedException;

    /** Acknowledges a message of this connection; does not block, and does nothing once the connection is lost. */
    void acknowledge(int packetId);

    /** Publishes with QoS 0; does not block. */
    void publish(String topic, byte[] payload) throws MqttFailure;

    /** Disconnects and ends all threads of the connection; never throws. */
    @Override
    void close();

    /** Takes what a connection delivers, on a thread of the client library. */
    interface Listener {
        void received(MqttMessage message);

        void lost(MqttFailure cause);
    }

    /** Makes sessions; does not connect yet. */
    interface Factory {
        MqttSession create(URI broker, Listener listener) throws MqttFailure;
    }
}

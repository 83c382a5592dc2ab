// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.util.Queue;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttMessage;

/** Collects the topics of the messages that arrive. */
record Arrivals(Queue<String> topics) implements MqttCallback {
    @Override
    public void connectionLost(Throwable cause) {}

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        topics.add(topic);
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {}
}

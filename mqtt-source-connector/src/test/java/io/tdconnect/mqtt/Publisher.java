// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Publishes test messages and returns when the broker has them. */
final class Publisher implements AutoCloseable {
    private final MqttAsyncClient client;

    Publisher(String url) {
        try {
            client = new MqttAsyncClient(url, MqttAsyncClient.generateClientId(), new MemoryPersistence());
            MqttConnectOptions options = new MqttConnectOptions();
            options.setMaxInflight(65_000);
            client.connect(options).waitForCompletion();
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    void publish(String topic, String payload, int qos) {
        publish(topic, payload, qos, false);
    }

    void publish(String topic, String payload, int qos, boolean retained) {
        publish(topic, payload.getBytes(StandardCharsets.UTF_8), qos, retained);
    }

    void publish(String topic, byte[] payload, int qos) {
        publish(topic, payload, qos, false);
    }

    private void publish(String topic, byte[] payload, int qos, boolean retained) {
        try {
            client.publish(topic, payload, qos, retained).waitForCompletion();
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Publishes the numbers from {@code from} to {@code to}, the latter excluded. */
    void publishNumbers(String topic, int from, int to, int qos) {
        try {
            List<IMqttToken> sent = new ArrayList<>();
            for (int i = from; i < to; i++) {
                sent.add(client.publish(topic, String.valueOf(i).getBytes(StandardCharsets.UTF_8), qos, false));
            }
            for (IMqttToken token : sent) {
                token.waitForCompletion();
            }
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            client.disconnect().waitForCompletion();
            client.close();
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import io.tdconnect.testing.Mosquitto;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Publishes with QoS 1, many messages at a time. */
final class Publisher implements AutoCloseable {
    private static final int IN_FLIGHT = 500;

    private final MqttAsyncClient client;
    private final Semaphore free = new Semaphore(IN_FLIGHT);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Publisher(Mosquitto mosquitto) throws MqttException {
        client = new MqttAsyncClient(mosquitto.url(), MqttAsyncClient.generateClientId(), new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        // Paho reports a message as acknowledged slightly before it counts it as no longer in flight.
        options.setMaxInflight(2 * IN_FLIGHT);
        client.connect(options).waitForCompletion();
    }

    /** Publishes a message; waits while too many are not acknowledged yet. */
    void publish(String topic, String text) throws MqttException, InterruptedException {
        free.acquire();
        client.publish(topic, text.getBytes(StandardCharsets.UTF_8), 1, false, null, new Acknowledged());
    }

    /** Returns once the broker has acknowledged every message. */
    void flush() throws InterruptedException {
        free.acquire(IN_FLIGHT);
        free.release(IN_FLIGHT);
        if (failure.get() != null) {
            throw new IllegalStateException("A message was not published", failure.get());
        }
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(1000, 1000);
        client.close();
    }

    private final class Acknowledged implements IMqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            free.release();
        }

        @Override
        public void onFailure(IMqttToken token, Throwable cause) {
            failure.set(cause);
            free.release();
        }
    }
}

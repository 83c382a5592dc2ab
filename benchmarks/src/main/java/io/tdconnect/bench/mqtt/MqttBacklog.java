// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.mqtt;

import io.tdconnect.bench.harness.Arrivals;
import io.tdconnect.bench.harness.Measured;
import io.tdconnect.bench.harness.ProcessorTime;
import java.util.concurrent.Semaphore;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Fills the queues of sessions without a connected client, and empties one with a bare client that only counts. */
final class MqttBacklog {
    private static final int IN_FLIGHT = 2_000;

    private MqttBacklog() {}

    /** Returns when the broker has all messages; their payloads begin with numbers from {@code first} on. */
    static void publish(String url, String topic, int qos, int first, int messages, int payloadBytes) throws Exception {
        MqttAsyncClient client = new MqttAsyncClient(url, "bench-publisher", new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMaxInflight(IN_FLIGHT + 10);
        Semaphore room = new Semaphore(IN_FLIGHT);
        client.setCallback(new Sent(room));
        client.connect(options).waitForCompletion();
        for (int i = 0; i < messages; i++) {
            room.acquire();
            client.publish(topic, MessageNumbers.payload(first + i, payloadBytes), qos, false);
        }
        room.acquire(IN_FLIGHT);
        // The acknowledgement of a QoS 1 message shows that the broker has received the QoS 0 messages before it.
        room.release();
        client.publish("bench/end", new byte[0], 1, false).waitForCompletion();
        client.disconnect().waitForCompletion();
        client.close();
    }

    /** Creates a persistent session with this subscription, and disconnects. */
    static void subscribe(String url, String clientId, String filter, int qos) throws MqttException {
        MqttAsyncClient client = connect(url, clientId, new MessageNumbers());
        client.subscribe(filter, qos).waitForCompletion();
        client.disconnect().waitForCompletion();
        client.close();
    }

    /** What a bare client reads from its session, without the first tenth. */
    static Measured drain(String url, String clientId, int messages) throws Exception {
        MessageNumbers received = new MessageNumbers();
        MqttAsyncClient client = connect(url, clientId, received);
        long before = Arrivals.await(received::distinct, messages / 10);
        Measured.Running running = Measured.start(ProcessorTime::ofThisProcess);
        Measured measured = running.after(Arrivals.await(received::distinct, messages) - before);
        client.disconnect().waitForCompletion();
        client.close();
        return measured;
    }

    private static MqttAsyncClient connect(String url, String clientId, MessageNumbers received) throws MqttException {
        MqttAsyncClient client = new MqttAsyncClient(url, clientId, new MemoryPersistence());
        client.setCallback(new Counted(received));
        MqttConnectOptions options = new MqttConnectOptions();
        options.setCleanSession(false);
        client.connect(options).waitForCompletion();
        return client;
    }

    private record Counted(MessageNumbers received) implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            received.add(message.getPayload());
        }

        @Override
        public void connectionLost(Throwable cause) {
            System.err.println("The bare client lost its connection: " + cause);
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // Publishes nothing.
        }
    }

    private record Sent(Semaphore room) implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            // Subscribes to nothing.
        }

        @Override
        public void connectionLost(Throwable cause) {
            System.err.println("The publisher lost its connection: " + cause);
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            room.release();
        }
    }
}

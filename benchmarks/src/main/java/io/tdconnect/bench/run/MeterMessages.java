// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.run;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Publishes readings of a hundred meters with QoS 1, and creates the session that keeps them. */
final class MeterMessages {
    static final int METERS = 100;
    static final long FIRST = 1_767_225_600_000L;

    private static final int IN_FLIGHT = 2_000;

    private MeterMessages() {}

    /** Returns when the broker has all messages. */
    static void publish(String url, int count) throws MqttException, InterruptedException {
        MqttAsyncClient client = new MqttAsyncClient(url, "bench-publisher", new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMaxInflight(2 * IN_FLIGHT);
        client.connect(options).waitForCompletion();
        Semaphore room = new Semaphore(IN_FLIGHT);
        for (int i = 0; i < count; i++) {
            room.acquire();
            client.publish("meters/" + i % METERS, message(i), 1, false, null, new Released(room));
        }
        room.acquire(IN_FLIGHT);
        client.disconnect().waitForCompletion();
        client.close();
    }

    /** Creates a session that the broker keeps, and disconnects. */
    static void subscribe(String url, String clientId, String filter) throws MqttException {
        MqttAsyncClient client = new MqttAsyncClient(url, clientId, new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setCleanSession(false);
        client.connect(options).waitForCompletion();
        client.subscribe(filter, 1).waitForCompletion();
        client.disconnect().waitForCompletion();
        client.close();
    }

    static byte[] message(int index) {
        int meter = index % METERS;
        return ("{\"ts\":" + (FIRST + index / METERS) + ",\"id\":" + meter + ",\"current\":10." + index % 97
                        + ",\"voltage\":" + (220 + index % 7) + ",\"phase\":0." + index % 89 + ",\"groupid\":"
                        + meter % 10
                        + ",\"location\":\"California.SanDiego\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private record Released(Semaphore room) implements IMqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            room.release();
        }

        @Override
        public void onFailure(IMqttToken token, Throwable cause) {
            System.err.println("A message was not published: " + cause);
            room.release();
        }
    }
}

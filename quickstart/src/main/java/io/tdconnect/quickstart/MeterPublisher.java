// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.quickstart;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Simulates ten electricity meters that send JSON messages with QoS 1, in turn and at a fixed total rate. */
final class MeterPublisher implements AutoCloseable {
    private static final int METERS = 10;
    private static final int IN_FLIGHT = 1000;
    private static final String[] LOCATIONS = {"California.SanDiego", "California.Cupertino", "California.SanJose"};

    private final MqttAsyncClient client;
    private final long intervalNanos;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final long[] lastTimestamp = new long[METERS];
    private final Thread thread = new Thread(this::publish, "quickstart-meters");
    private volatile boolean stopped;
    private volatile String failure = "";

    MeterPublisher(String brokerUrl, int messagesPerSecond) throws MqttException {
        client = new MqttAsyncClient(brokerUrl, "quickstart-meters", new MemoryPersistence());
        intervalNanos = 1_000_000_000L / messagesPerSecond;
        thread.setDaemon(true);
    }

    void start() throws MqttException {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMaxInflight(IN_FLIGHT);
        options.setConnectionTimeout(5);
        client.connect(options).waitForCompletion();
        thread.start();
    }

    /** Messages that the broker has acknowledged. */
    long published() {
        return acknowledged.get();
    }

    /** Why publishing has failed; empty while it works. */
    String failure() {
        return failure;
    }

    /** Stops sending and waits up to 10 s until the broker has acknowledged everything. */
    void stop() throws InterruptedException {
        stopped = true;
        thread.join();
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (acknowledged.get() < sent.get() && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
    }

    private void publish() {
        long next = System.nanoTime();
        try {
            for (int meter = 0; !stopped; meter = (meter + 1) % METERS) {
                while (sent.get() - acknowledged.get() >= IN_FLIGHT && !stopped) {
                    LockSupport.parkNanos(1_000_000);
                }
                send(meter);
                next += intervalNanos;
                LockSupport.parkNanos(next - System.nanoTime());
            }
        } catch (MqttException e) {
            failure = "publishing to the MQTT broker failed: " + e.getMessage();
        }
    }

    private void send(int meter) throws MqttException {
        long timestamp = Math.max(System.currentTimeMillis(), lastTimestamp[meter] + 1);
        lastTimestamp[meter] = timestamp;
        client.publish("meters/" + (meter + 1), message(meter, timestamp), 1, false, null, new Acknowledged());
        sent.incrementAndGet();
    }

    private static byte[] message(int meter, long timestamp) {
        double wave = Math.sin(timestamp / 10_000.0 + meter);
        return String.format(
                        Locale.ROOT,
                        "{\"ts\":%d,\"id\":%d,\"current\":%.2f,\"voltage\":%d,\"phase\":%.2f,\"groupid\":%d,\"location\":\"%s\"}",
                        timestamp,
                        meter + 1,
                        10.77 + wave,
                        222 + Math.round(3 * wave),
                        0.77 + wave / 10,
                        meter % 3 + 5,
                        LOCATIONS[meter % LOCATIONS.length])
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws MqttException, InterruptedException {
        stopped = true;
        thread.join();
        try {
            client.disconnectForcibly(100, 1000);
        } finally {
            client.close(true);
        }
    }

    private final class Acknowledged implements IMqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            acknowledged.incrementAndGet();
        }

        @Override
        public void onFailure(IMqttToken token, Throwable exception) {
            failure = "the MQTT broker did not take a message: " + exception.getMessage();
        }
    }
}

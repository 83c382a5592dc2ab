// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.flow;

import io.tdconnect.testing.Mosquitto;
import io.tdconnect.testing.MosquittoOptions;
import io.tdconnect.testing.TcpProxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** JSON messages of QoS 1 through Mosquitto. */
public final class MqttFlow implements Flow {
    private final Mosquitto mosquitto = Mosquitto.start(
            MosquittoOptions.defaults().withSetting("max_inflight_messages 0").withSetting("max_queued_messages 0"));
    private final TcpProxy proxy;
    private final MqttAsyncClient client;

    public MqttFlow() throws MqttException {
        URI url = URI.create(mosquitto.url());
        proxy = TcpProxy.to(url.getHost(), url.getPort());
        client = new MqttAsyncClient(mosquitto.url(), "soak-publisher", new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMaxInflight(10_000);
        client.connect(options).waitForCompletion();
    }

    @Override
    public String name() {
        return "mqtt";
    }

    @Override
    public TcpProxy proxy() {
        return proxy;
    }

    @Override
    public Map<String, String> source() {
        return Map.of(
                "connector.class", "io.tdconnect.mqtt.MqttSourceConnector",
                "broker.urls", "tcp://127.0.0.1:" + proxy.port(),
                "topics", "soak/+::1",
                "kafka.topic", name(),
                "value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    }

    @Override
    public Map<String, String> sink() {
        return Map.of(
                "topics", name(),
                "stable", table(),
                "table", "m{id}",
                "tags", "id",
                "timestamp.field", "ts",
                "value.converter.schemas.enable", "false");
    }

    @Override
    public String table() {
        return "messages";
    }

    @Override
    public void feed(List<Integer> numbers) throws MqttException {
        List<IMqttDeliveryToken> sent = new ArrayList<>();
        for (int n : numbers) {
            String message = "{\"ts\":" + Flow.time(n) + ",\"id\":" + n % 10 + ",\"n\":" + n + "}";
            sent.add(client.publish("soak/" + n % 10, message.getBytes(StandardCharsets.UTF_8), 1, false));
        }
        for (IMqttDeliveryToken token : sent) {
            token.waitForCompletion();
        }
    }

    @Override
    public void close() {
        proxy.close();
        mosquitto.close();
    }
}

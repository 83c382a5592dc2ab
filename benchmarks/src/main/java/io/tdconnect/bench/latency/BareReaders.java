// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.latency;

import io.tdconnect.bench.flow.Flow;
import io.tdconnect.bench.flow.MqttFlow;
import io.tdconnect.bench.flow.OpcUaFlow;
import io.tdconnect.bench.flow.TdengineFlow;
import io.tdconnect.tdengine.Encryption;
import io.tdconnect.tdengine.Gateway;
import io.tdconnect.tdengine.block.Block;
import io.tdconnect.tdengine.tmq.TmqClient;
import io.tdconnect.tdengine.tmq.TmqMessage;
import io.tdconnect.tdengine.tmq.TmqSubscription;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.apache.kafka.common.config.types.Password;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** The reading half of a bare program: the client library of the system, with nothing between it and the writer. */
final class BareReaders {
    private static final double PUBLISHING_MILLIS = 10;
    private static final Duration POLL = Duration.ofMillis(100);

    private BareReaders() {}

    /** Begins to read; the numbers of rows go to {@code rows}. */
    static AutoCloseable read(Flow flow, IntConsumer rows) throws Exception {
        if (flow instanceof MqttFlow) {
            return mqtt(flow.proxy().port(), rows);
        }
        return flow instanceof OpcUaFlow opcua ? opcua(opcua, rows) : tmq((TdengineFlow) flow, rows);
    }

    private static AutoCloseable mqtt(int port, IntConsumer rows) throws MqttException {
        MqttClient client = new MqttClient("tcp://127.0.0.1:" + port, "latency-bare", new MemoryPersistence());
        client.connect();
        client.subscribe("soak/+", 1, (topic, message) -> {
            String json = new String(message.getPayload(), StandardCharsets.UTF_8);
            rows.accept(Integer.parseInt(json.substring(json.lastIndexOf(':') + 1, json.length() - 1)));
        });
        return () -> {
            client.disconnect();
            client.close();
        };
    }

    private static AutoCloseable opcua(OpcUaFlow flow, IntConsumer rows) throws UaException {
        OpcUaClient client =
                OpcUaClient.create("opc.tcp://127.0.0.1:" + flow.proxy().port());
        client.connect();
        OpcUaSubscription subscription = new OpcUaSubscription(client, PUBLISHING_MILLIS);
        subscription.setSubscriptionListener(new OpcUaSubscription.SubscriptionListener() {
            @Override
            public void onDataReceived(OpcUaSubscription from, List<OpcUaMonitoredItem> items, List<DataValue> data) {
                data.forEach(value -> rows.accept(
                        (Integer) Objects.requireNonNull(value.value().value())));
            }
        });
        subscription.create();
        for (String node : flow.nodes()) {
            OpcUaMonitoredItem item = OpcUaMonitoredItem.newDataItem(NodeId.parse(node));
            item.setSamplingInterval(0.0);
            item.setQueueSize(Unsigned.uint(10_000));
            subscription.addMonitoredItem(item);
        }
        subscription.synchronizeMonitoredItems();
        return client::disconnect;
    }

    private static AutoCloseable tmq(TdengineFlow flow, IntConsumer rows) throws Exception {
        String topic = flow.createTopic("latency_bare");
        TmqClient client = TmqClient.connect(new Gateway(
                List.of("127.0.0.1:" + flow.proxy().port()),
                Encryption.NONE,
                new Gateway.Login(flow.user(), new Password(flow.password())),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60)));
        client.subscribe(TmqSubscription.of("latency_bare", List.of(topic)));
        Thread reader = new Thread(() -> poll(client, rows), "bare-tmq");
        reader.start();
        return () -> {
            reader.interrupt();
            reader.join();
            client.close();
        };
    }

    private static void poll(TmqClient client, IntConsumer rows) {
        Object[] cells = new Object[0];
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<Block> blocks = client.poll(POLL).map(TmqMessage::blocks).orElse(List.of());
                for (Block block : blocks) {
                    cells = block.rows() > cells.length ? new Object[block.rows()] : cells;
                    block.columns().get(1).values(cells);
                    for (int i = 0; i < block.rows(); i++) {
                        rows.accept(((Number) cells[i]).intValue());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("The bare program cannot read", e);
        }
    }
}

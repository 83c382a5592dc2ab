// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static io.tdconnect.mqtt.RunningTask.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.Zstd;
import io.tdconnect.mqtt.sparkplug.Sparkplug;
import io.tdconnect.testing.Mosquitto;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.eclipse.tahu.message.model.MetricDataType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What publishers send to a real broker, and the records it becomes. */
@Timeout(120)
class RecordFormatsIT {
    private static final byte[] BOMB = Zstd.compress(new byte[64 << 20]);

    private static Mosquitto broker;
    private static Publisher publisher;

    @BeforeAll
    static void startBroker() {
        assumeTrue(Mosquitto.available(), "Mosquitto is not installed");
        broker = Mosquitto.start();
        publisher = new Publisher(broker.url());
    }

    @AfterAll
    static void stopBroker() {
        if (broker != null) {
            publisher.close();
            broker.close();
        }
    }

    @Test
    void bytesOfAnySizeAndTopicsOfAnyKind() throws Exception {
        byte[] large = new byte[300_000];
        new Random(1).nextBytes(large);
        String deep = "bytes" + "/l".repeat(199);
        try (RunningTask task = start("bytes", "bytes/#", "kafka.topic", "{topic}")) {
            publisher.publish("bytes/a", large, 1);
            publisher.publish("bytes/a", new byte[0], 1);
            publisher.publish("bytes/größe/温度", "x", 1);
            publisher.publish(deep, "y", 1);

            List<SourceRecord> records = task.take(4);

            assertThat((byte[]) records.get(0).value()).isEqualTo(large);
            assertThat((byte[]) records.get(1).value()).isEmpty();
            assertThat(records.get(2).key()).isEqualTo("bytes/größe/温度");
            assertThat(records.get(2).topic()).isEqualTo("bytes.gr__e.__");
            assertThat(records.get(3).key()).isEqualTo(deep);
            assertThat(records.get(3).topic()).hasSize(249);
            task.commit(records);
        }
    }

    @Test
    void textInItsCharacterSet() throws Exception {
        String text = "温度 21.5 ℃";
        try (RunningTask task = start("text", "text/+", "payload.format", "string", "payload.charset", "GB18030")) {
            publisher.publish("text/a", text.getBytes(Charset.forName("GB18030")), 1);

            assertThat(task.take(1)).extracting(SourceRecord::value).containsExactly(text);
        }
    }

    // Each message has to be acknowledged: the broker delivers at most 20 unacknowledged ones.
    @Test
    void everyElementOfACompressedArrayAndWhatCannotBeDecoded() throws Exception {
        try (RunningTask task = start(
                "json",
                "json/+",
                "payload.format",
                "json",
                "payload.compression",
                "zstd",
                "on.error",
                "topic",
                "errors.topic",
                "bad",
                "topic.pattern",
                "_/unit",
                "topic.levels",
                "fields")) {
            publishGoodAndBad(25);

            List<SourceRecord> records = new ArrayList<>();
            while (records.size() < 125) {
                List<SourceRecord> taken = task.take(1);
                task.commit(taken);
                records.addAll(taken);
            }

            assertThat(records).hasSize(125).doesNotHaveDuplicates();
            assertThat(records.subList(0, 5))
                    .extracting(SourceRecord::topic, SourceRecord::value)
                    .containsExactly(
                            tuple("json", Map.of("id", 1L, "unit", "a")),
                            tuple("json", Map.of("id", 2L, "unit", "a")),
                            tuple("json", Map.of("id", 3L, "unit", "a")),
                            tuple("bad", "not zstd".getBytes(StandardCharsets.UTF_8)),
                            tuple("bad", BOMB));
            assertThat(records.get(4)
                            .headers()
                            .lastWithName("mqtt.error")
                            .value()
                            .toString())
                    .contains("payload.max.bytes");
        }
    }

    @Test
    void propertiesOfPublishersWithMqtt5() throws Exception {
        MqttProperties properties = new MqttProperties();
        properties.setUserProperties(List.of(new UserProperty("unit", "℃"), new UserProperty("unit", "K")));
        properties.setContentType("text/plain");
        properties.setResponseTopic("answers");
        properties.setCorrelationData(new byte[] {0, -1});
        properties.setMessageExpiryInterval(600L);
        org.eclipse.paho.mqttv5.common.MqttMessage message = new org.eclipse.paho.mqttv5.common.MqttMessage(
                "x".getBytes(StandardCharsets.UTF_8), 1, false, properties);
        MqttAsyncClient client = new MqttAsyncClient(
                broker.url(), "publisher-5", new org.eclipse.paho.mqttv5.client.persist.MemoryPersistence());
        client.connect().waitForCompletion();
        try (RunningTask task = start("five", "five/+", "protocol.version", "5", "message.headers", "all")) {
            client.publish("five/a", message).waitForCompletion();

            SourceRecord record = task.take(1).get(0);

            assertThat(record.headers())
                    .filteredOn(header ->
                            !Set.of("mqtt.received.ns", "mqtt.expiry.s").contains(header.key()))
                    .extracting(Header::key, Header::value)
                    .containsExactly(
                            tuple("mqtt.topic", "five/a"),
                            tuple("mqtt.qos", "1"),
                            tuple("mqtt.user.unit", "℃"),
                            tuple("mqtt.user.unit", "K"),
                            tuple("mqtt.content.type", "text/plain"),
                            tuple("mqtt.response.topic", "answers"),
                            tuple("mqtt.correlation.data", "AP8="));
            // The broker subtracts the time for which it has kept the message.
            assertThat(Integer.parseInt(record.headers()
                            .lastWithName("mqtt.expiry.s")
                            .value()
                            .toString()))
                    .isBetween(500, 600);
            assertThat(record.headers().lastWithName("mqtt.received.ns").value().toString())
                    .startsWith(record.timestamp().toString());
        } finally {
            client.disconnect().waitForCompletion();
            client.close();
        }
    }

    @Test
    void anEdgeNodeIsAskedForTheBirthThatWasMissed() throws Exception {
        byte[] data = Sparkplug.payload(1, Sparkplug.aliased(5, MetricDataType.Float, 2f));
        byte[] birth = Sparkplug.payload(0, Sparkplug.bdSeq(0), Sparkplug.born("speed", 5, MetricDataType.Float, 1f));
        MqttClient node = new MqttClient(broker.url(), "edge-node", new MemoryPersistence());
        node.connect();
        // From another thread than the one that receives, which must not wait.
        node.subscribe(
                "spBv1.0/plant/NCMD/edge1",
                0,
                (topic, command) -> new Thread(() -> {
                            publisher.publish("spBv1.0/plant/NBIRTH/edge1", birth, 1);
                            publisher.publish("spBv1.0/plant/NDATA/edge1", data, 1);
                        })
                        .start());
        try (RunningTask task = start("sparkplug", "spBv1.0/#", "payload.format", "sparkplug-b")) {
            publisher.publish("spBv1.0/plant/NDATA/edge1", data, 1);

            List<SourceRecord> records = task.take(4);

            assertThat(records)
                    .extracting(
                            record -> field(record, "message_type"),
                            record -> field(record, "metric"),
                            record -> field(record, "value"))
                    .containsExactly(
                            tuple("NDATA", null, 2f),
                            tuple("NBIRTH", "bdSeq", 0L),
                            tuple("NBIRTH", "speed", 1f),
                            tuple("NDATA", "speed", 2f));
        } finally {
            node.disconnect();
            node.close();
        }
    }

    /** Each time three records from one message, two messages for the errors topic, and one of no record. */
    private static void publishGoodAndBad(int times) {
        byte[] array = Zstd.compress("[{\"id\":1},{\"id\":2}]{\"id\":3}".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < times; i++) {
            publisher.publish("json/a", array, 1);
            publisher.publish("json/a", "not zstd", 1);
            publisher.publish("json/a", BOMB, 1);
            publisher.publish("json/a", Zstd.compress("[]".getBytes(StandardCharsets.UTF_8)), 1);
        }
    }

    private static Object field(SourceRecord record, String name) {
        return ((Map<?, ?>) record.value()).get(name);
    }

    /** A task whose session exists before it starts, so that nothing that is published from now on is missed. */
    private static RunningTask start(String name, String filter, String... options) throws Exception {
        MqttConnectOptions keep = new MqttConnectOptions();
        keep.setCleanSession(false);
        try (MqttClient session = new MqttClient(broker.url(), "tdconnect-" + name + "-0", new MemoryPersistence())) {
            session.connect(keep);
            session.subscribe(filter, 1);
            session.disconnect();
        }
        List<String> all = new ArrayList<>(List.of("name", name, "topics", filter + "::1", "kafka.topic", name));
        all.addAll(Arrays.asList(options));
        return new RunningTask(properties(broker.url(), all.toArray(String[]::new)));
    }
}

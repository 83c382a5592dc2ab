// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.Browser.Answer;
import io.tdconnect.testing.ConnectCluster;
import io.tdconnect.testing.Mosquitto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.json.JsonConverter;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Samples, what the server has, preview and suggestions, as the pages ask for them. */
@Timeout(180)
class SamplesIT {
    private static final String SINK = "io.tdconnect.tdengine.sink.TdengineSinkConnector";

    private static ConnectCluster connect;
    private static Mosquitto broker;
    private static ConsoleOnCluster installed;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Mosquitto.available(), "Mosquitto is not installed");
        broker = Mosquitto.start();
        installed = ConsoleOnCluster.start();
        connect = installed.connect();
        browser = installed.browser();
        try (MqttClient client = new MqttClient(broker.url(), "publisher", new MemoryPersistence())) {
            client.connect();
            for (int i = 0; i < 3; i++) {
                client.publish(
                        "plant/" + i,
                        String.format(
                                        "{\"deviceId\":\"d%d\",\"ts\":%d,\"values\":{\"current\":1.5,\"on\":true},\"note\":\"温度\"}",
                                        i, 1_700_000_000_000L + i)
                                .getBytes(UTF_8),
                        1,
                        true);
            }
            client.publish("odd/<script>", new byte[] {(byte) 0xff, 0, 1}, 1, true);
            client.disconnect();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {installed, broker}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    void fromSamplesOfABrokerToRowsByTheSuggestion() throws Exception {
        Map<String, String> source = source("plant/#");
        JsonNode samples = browser.post(
                        "/api/samples", Map.of("kind", "mqtt", "config", source, "count", 3, "seconds", 20))
                .content()
                .path("samples");
        assertThat(samples).hasSize(3);
        assertThat(samples.get(0).path("topic").asText()).startsWith("plant/");

        JsonNode suggestion = browser.post("/api/suggest", Map.of("samples", samples, "source", source))
                .content();
        assertThat(suggestion.path("timestamp").get(0).path("path").asText()).isEqualTo("ts");
        assertThat(suggestion.path("timestamp").get(0).path("unit").asText()).isEqualTo("ms");
        assertThat(suggestion.path("tags")).extracting(JsonNode::asText).containsExactly("deviceId");
        assertThat(suggestion.path("fields"))
                .extracting(field -> field.path("path").asText())
                .contains("values_current", "values_on", "note");
        JsonNode transforms = suggestion.path("transforms");
        assertThat(transforms.path("transforms.map.columns").asText())
                .contains("ts", "values_current:DOUBLE", "values_on:BOOL", "note:NCHAR(16)");

        JsonNode preview = browser.post(
                        "/api/preview",
                        Map.of(
                                "source", source,
                                "transforms", transforms,
                                "sink", Map.of("connector.class", SINK, "value.converter", bytes()),
                                "samples", samples))
                .content();
        assertThat(preview.path("totals").toString())
                .isEqualTo("{\"samples\":3,\"rows\":3,\"dropped\":0,\"refused\":0}");
        JsonNode row = preview.path("samples").get(0).path("rows").get(0);
        assertThat(row.path("stable").asText()).isEqualTo("plant");
        assertThat(row.path("table").asText()).matches("t_d[0-2]");
        assertThat(preview.path("samples").get(0).path("input")).isNotEmpty();
    }

    @Test
    void binaryAndScriptsInNamesAreShownAsTheyAre() throws Exception {
        JsonNode sample = browser.post(
                        "/api/samples", Map.of("kind", "mqtt", "config", source("odd/#"), "count", 1, "seconds", 20))
                .content()
                .path("samples")
                .get(0);
        assertThat(sample.path("topic").asText()).isEqualTo("odd/<script>");
        assertThat(sample.path("text").isNull()).isTrue();
        assertThat(sample.path("base64").asText()).isEqualTo("/wAB");
        Answer preview = browser.post(
                "/api/preview",
                Map.of("source", source("odd/#"), "sink", Map.of(), "transforms", parse(), "samples", List.of(sample)));
        JsonNode stage = preview.content().path("samples").get(0).path("stages").get(0);
        assertThat(stage.path("outcome").asText()).isEqualTo("failed");
        JsonNode suggestion = browser.post(
                        "/api/suggest", Map.of("samples", List.of(sample), "source", source("odd/#")))
                .content();
        assertThat(suggestion.path("fields")).isEmpty();
    }

    @Test
    void rowsOfATopicNeedNoParsing() throws Exception {
        Map<String, String> json =
                Map.of("value.converter", JsonConverter.class.getName(), "value.converter.schemas.enable", "false");
        List<Map<String, String>> samples = List.of(
                Map.of("topic", "rows", "text", "{\"host\":\"a\",\"time\":\"2024-01-01 10:00:00\",\"load\":1}"),
                Map.of("topic", "rows", "text", "{\"host\":\"b\",\"load\":2.5}"));
        JsonNode suggestion = browser.post("/api/suggest", Map.of("samples", samples, "source", Map.of()))
                .content();
        assertThat(suggestion.path("timestamp").get(0).path("zone").asText()).isEqualTo("UTC");
        assertThat(suggestion.path("fields").get(1).path("nulls").asInt()).isEqualTo(1);
        Map<String, String> transforms =
                Browser.JSON.convertValue(suggestion.path("transforms"), new TypeReference<>() {});
        assertThat(transforms).containsEntry("transforms", "parse,map");
        Map<String, String> mapOnly = new HashMap<>(transforms);
        mapOnly.put("transforms", "map");
        Map<String, String> sink = new HashMap<>(json);
        sink.put("connector.class", SINK);
        JsonNode preview = browser.post(
                        "/api/preview",
                        Map.of("source", Map.of(), "transforms", mapOnly, "sink", sink, "samples", samples))
                .content();
        assertThat(preview.path("totals").path("rows").asInt())
                .as("%s", preview)
                .isEqualTo(2);
    }

    @Test
    void samplesThatNeverComeEndInTime() throws Exception {
        JsonNode answer = browser.post(
                        "/api/samples", Map.of("kind", "mqtt", "config", source("silent"), "count", 5, "seconds", 1))
                .content();
        assertThat(answer.path("samples")).isEmpty();
        assertThat(answer.path("truncated").asBoolean()).isFalse();
    }

    @Test
    void topicsOfTheBrokerAsATreeAndAsOptions() throws Exception {
        JsonNode top = browser.post("/api/children", Map.of("kind", "mqtt", "config", source("plant/#")))
                .content()
                .path("nodes");
        assertThat(top).extracting(node -> node.path("id").asText()).contains("plant/#", "odd/#");
        assertThat(browser.post("/api/select", Map.of("kind", "mqtt", "config", Map.of(), "nodes", List.of("plant/#")))
                        .content()
                        .path("options")
                        .path("topics")
                        .asText())
                .isEqualTo("plant/#");
        Answer cannot = browser.post("/api/matches", Map.of("kind", "mqtt", "config", source("x")));
        assertThat(cannot.status()).isEqualTo(400);
        assertThat(browser.post("/api/children", Map.of("kind", "<b>", "config", Map.of()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatIsWrongNamesItsOption() throws Exception {
        Map<String, String> wrong = source("plant/#");
        wrong.put("broker.urls", "tcp://127.0.0.1:1");
        Answer answer = browser.post("/api/samples", Map.of("kind", "mqtt", "config", wrong));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.content().path("error").path("option").asText()).isEqualTo("broker.urls");

        Answer preview = browser.post(
                "/api/preview",
                Map.of("source", source("a/#/b"), "sink", Map.of(), "transforms", Map.of(), "samples", List.of()));
        assertThat(preview.content().path("error").path("option").asText()).isEqualTo("topics");
    }

    @Test
    void samplesOfATopic() throws Exception {
        connect.createTopic("sampled", 2);
        Properties settings = new Properties();
        settings.put("bootstrap.servers", connect.bootstrapServers());
        settings.put("max.request.size", String.valueOf(20 << 20));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 20; i++) {
                producer.send(new ProducerRecord<>("sampled", i % 2, 1_000L + i, null, ("m" + i).getBytes(UTF_8)))
                        .get();
            }
            producer.send(new ProducerRecord<>("sampled", 0, 2_000L, null, new byte[900_000]))
                    .get();
        }
        JsonNode latest = topic("latest", 3);
        assertThat(latest.path("samples"))
                .extracting(sample -> sample.path("text").asText())
                .startsWith("m18", "m19");
        JsonNode large = latest.path("samples").get(2);
        assertThat(large.path("cut").asBoolean()).isTrue();
        assertThat(large.path("base64").asText().length()).isLessThan(100_000);
        assertThat(topic("earliest", 2).path("samples"))
                .extracting(sample -> sample.path("text").asText())
                .containsExactly("m0", "m1");
        assertThat(topic(1_010, 2).path("samples"))
                .extracting(sample -> sample.path("text").asText())
                .containsExactly("m10", "m11");
        assertThat(browser.post("/api/samples/topic", Map.of("topic", "no-such-topic"))
                        .code())
                .isEqualTo("not_found");
    }

    @Test
    void ofAMessageOfTenMegabytesTheBeginningIsShown() throws Exception {
        byte[] large = "{\"text\":\"%s\"}".formatted("x".repeat(10 << 20)).getBytes(UTF_8);
        try (MqttClient client = new MqttClient(broker.url(), "large", new MemoryPersistence())) {
            client.connect();
            client.publish("large/1", large, 1, true);
            client.disconnect();
        }
        Map<String, Object> settings =
                new HashMap<>(Map.of("bootstrap.servers", connect.bootstrapServers(), "max.request.size", 20 << 20));
        try (Admin admin = Admin.create(settings)) {
            NewTopic topic = new NewTopic("large", 1, (short) 1).configs(Map.of("max.message.bytes", "12000000"));
            admin.createTopics(List.of(topic)).all().get();
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("large", large)).get();
        }

        Answer ofBroker = browser.post(
                "/api/samples", Map.of("kind", "mqtt", "config", source("large/#"), "count", 1, "seconds", 20));
        Answer ofTopic = browser.post("/api/samples/topic", Map.of("topic", "large", "position", "latest"));

        assertThat(ofBroker.response().body().length()).isLessThan(1_000);
        JsonNode tooLarge = ofBroker.content().path("samples").path(0);
        assertThat(tooLarge.path("cut").asBoolean()).isTrue();
        assertThat(tooLarge.path("headers").path("problem").asText()).contains("expected a payload of at most");
        assertThat(ofTopic.response().body().length()).isLessThan(100_000);
        JsonNode sample = ofTopic.content().path("samples").path(0);
        assertThat(sample.path("cut").asBoolean()).isTrue();
        assertThat(sample.path("text").asText()).hasSize(64 * 1024).startsWith("{\"text\":\"xxx");
    }

    private static JsonNode topic(Object position, int count) throws Exception {
        return browser.post("/api/samples/topic", Map.of("topic", "sampled", "position", position, "count", count))
                .content();
    }

    private static ObjectNode parse() {
        return Browser.JSON
                .createObjectNode()
                .put("transforms", "parse")
                .put("transforms.parse.type", "io.tdconnect.transforms.ParseJson$Value");
    }

    private static String bytes() {
        return "org.apache.kafka.connect.converters.ByteArrayConverter";
    }

    private static Map<String, String> source(String topics) {
        return new HashMap<>(Map.of(
                "connector.class",
                "io.tdconnect.mqtt.MqttSourceConnector",
                "broker.urls",
                broker.url(),
                "topics",
                topics,
                "value.converter",
                bytes()));
    }
}

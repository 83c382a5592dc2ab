// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static io.tdconnect.tdengine.sink.Records.TS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.testing.ConnectCluster;
import io.tdconnect.testing.TdengineServer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Features that depend on the worker: converters, dead letters, subscriptions. */
class WorkerIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static TdengineServer server;
    private static ConnectCluster cluster;

    @BeforeAll
    static void start() {
        server = TdengineServer.start();
        cluster = ConnectCluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
        server.close();
    }

    @Test
    void deadLettersCarryHeaders() {
        String database = database();
        ConsumerRecord<String, String> letter = deadLetter("plain", database, Map.of());

        assertThat(letter.value()).contains("\"v\":\"many\"");
        assertThat(header(letter, "td.error.class")).isEqualTo("type-mismatch");
        assertThat(header(letter, "td.error.database")).isEqualTo(database);
        assertThat(header(letter, "td.error.table")).isEqualTo("d1");
        assertThat(header(letter, "td.error.field")).isEqualTo("v");
        assertThat(header(letter, "__connect.errors.topic")).isEqualTo("plain");
        assertThat(header(letter, "__connect.errors.offset")).isEqualTo("1");
    }

    @Test
    void deadLettersOfAConnectorWithTransformsAreTheBytesOfTheTopic() {
        Map<String, String> renaming = Map.of(
                "transforms", "rename",
                "transforms.rename.type", "org.apache.kafka.connect.transforms.RegexRouter",
                "transforms.rename.regex", "raw",
                "transforms.rename.replacement", "meters",
                "stable", "{topic}");
        String database = database();
        ConsumerRecord<String, String> letter = deadLetter("raw", database, renaming);

        assertThat(letter.value()).isEqualTo(row(1, 2, "\"many\""));
        assertThat(letter.headers().headers("td.error.class")).isEmpty();
        assertThat(header(letter, "__connect.errors.topic")).isEqualTo("raw");
        assertThat(header(letter, "__connect.errors.exception.message")).contains("Field v");
        await().atMost(LIMIT).until(() -> server.count(database + ".meters") == 2);
    }

    @Test
    void topicsThatMatchAnExpressionHaveOptionsOfTheirOwn() {
        String database = server.createDatabase("ms");
        cluster.createTopic("plant.a.x", 1);
        cluster.createTopic("plant.b.x", 1);
        cluster.produce("plant.a.x", null, row(1, 1, "1"));
        cluster.produce("plant.b.x", null, row(2, 1, "1"));
        Map<String, String> config = config(database, "regex");
        config.put("topics.regex", "plant\\..*");
        config.put("stable", "{topic}");
        config.put("topic.plant.b.x.stable", "b");
        cluster.putConnector("regex", config);

        await().atMost(LIMIT)
                .until(() -> server.count(database + ".plant_a_x") == 1 && server.count(database + ".b") == 1);
        config.put("topic.plant.b.x.stabel", "b");
        assertThat(new TdengineSinkConnector().validate(config).configValues())
                .filteredOn(value -> !value.errorMessages().isEmpty())
                .singleElement()
                .satisfies(value -> assertThat(value.name()).isEqualTo("topic.plant.b.x.stabel"));
    }

    @Test
    void figuresAreAmongTheMetricsOfTheWorker() throws JMException {
        String database = database();
        cluster.createTopic("metered", 1);
        cluster.produce("metered", null, row(1, 1, "1"));
        cluster.produce("metered", null, row(1, 2, "1"));
        Map<String, String> config = config(database, "metered");
        config.put("topics", "metered");
        cluster.putConnector("metered", config);

        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(metrics("metered", "rows-written")).containsExactly(2L));
        assertThat(metrics("metered", "state")).hasSize(1);
    }

    /** The worker's plugin metrics of a connector, by JMX. */
    private static List<Object> metrics(String connector, String name) throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        List<Object> values = new ArrayList<>();
        for (ObjectName bean : beans.queryNames(new ObjectName("kafka.connect:type=plugins,*"), null)) {
            boolean shows = Stream.of(beans.getMBeanInfo(bean).getAttributes())
                    .anyMatch(attribute -> attribute.getName().equals(name));
            if (shows && bean.getCanonicalName().contains(connector)) {
                values.add(beans.getAttribute(bean, name));
            }
        }
        return values;
    }

    private static ConsumerRecord<String, String> deadLetter(String topic, String database, Map<String, String> more) {
        cluster.createTopic(topic, 1);
        cluster.produce(topic, null, row(1, 1, "1"));
        cluster.produce(topic, null, row(1, 2, "\"many\""));
        cluster.produce(topic, null, row(1, 3, "1"));
        Map<String, String> config = config(database, topic);
        config.put("topics", topic);
        config.putAll(more);
        cluster.putConnector(topic, config);
        List<ConsumerRecord<String, String>> letters = cluster.consume(topic + "-dlq", 1, LIMIT);
        assertThat(letters).hasSize(1);
        return letters.get(0);
    }

    private static String database() {
        String database = server.createDatabase("ms");
        server.execute("CREATE STABLE " + database + ".meters (ts TIMESTAMP, id INT, v INT) TAGS (groupid INT)");
        return database;
    }

    private static Map<String, String> config(String database, String name) {
        Map<String, String> config = new HashMap<>(RunningSink.config(server, database));
        config.put("connector.class", TdengineSinkConnector.class.getName());
        config.put("name", name);
        config.put("tags", "groupid");
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter.schemas.enable", "false");
        config.put("consumer.override.auto.offset.reset", "earliest");
        config.put("errors.tolerance", "all");
        config.put("errors.deadletterqueue.topic.name", name + "-dlq");
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        config.put("errors.deadletterqueue.context.headers.enable", "true");
        return config;
    }

    private static String row(long id, long offset, String v) {
        return "{\"ts\":" + (TS + offset) + ",\"id\":" + id + ",\"v\":" + v + ",\"groupid\":1}";
    }

    private static String header(ConsumerRecord<String, String> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tdconnect.testing.ConnectProcess;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.LaunchOptions;
import io.tdconnect.testing.TdengineServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples in the ZIP of the sink run unchanged, except for the address of TDengine and the names of databases. */
class SinkExamplesIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String ADDRESS = "127.0.0.1:6041";

    private static final Pattern FROM = Pattern.compile("FROM (\\w+)\\.");

    /** Databases by their names in the examples; on the server, other databases may have these names. */
    private static final Map<String, String> DATABASES = new HashMap<>();

    private static final Plugins PLUGINS = Plugins.unpack();
    private static TdengineServer tdengine;
    private static KafkaProcess kafka;
    private static ConnectProcess worker;
    private static KafkaTopics topics;

    @BeforeAll
    static void start() throws Exception {
        tdengine = TdengineServer.start();
        kafka = KafkaProcess.launch(LaunchOptions.defaults());
        worker =
                ConnectProcess.launch(kafka.bootstrapServers(), List.of(PLUGINS.directory()), LaunchOptions.defaults());
        kafka.awaitReady();
        worker.awaitReady();
        topics = kafka.topics();
    }

    @AfterAll
    static void stop() throws Exception {
        topics.close();
        worker.close();
        kafka.close();
        tdengine.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "tdengine-sink | meters | {\"ts\":1700000000000,\"id\":1,\"current\":10.5,\"groupid\":2,\"location\":\"x\"}"
                        + " | SELECT id, current, groupid FROM power.d1 | [[1, 10.5, 2]]",
                "tdengine-sink-schemas | pumps | {\"schema\":{\"type\":\"struct\",\"fields\":["
                        + "{\"field\":\"time\",\"type\":\"int64\",\"name\":\"org.apache.kafka.connect.data.Timestamp\"},"
                        + "{\"field\":\"id\",\"type\":\"int32\"},{\"field\":\"pressure\",\"type\":\"float\"},"
                        + "{\"field\":\"site\",\"type\":\"string\"}]},"
                        + "\"payload\":{\"time\":1700000000000,\"id\":7,\"pressure\":1.5,\"site\":\"north\"}}"
                        + " | SELECT id, pressure, site FROM plant.p7 | [[7, 1.5, north]]",
                "tdengine-sink-line | influx-lines | m,site=a v=1.5,n=3i32 1700000000123456789"
                        + " | SELECT CAST(_ts AS BIGINT), v, n, site FROM lines.m | [[1700000000123456789, 1.5, 3, a]]",
                "tdengine-sink-telnet | opentsdb-telnet | sys.cpu 1700000000 42.5 host=h1"
                        + " | SELECT _value, `host` FROM telnet.sys_cpu | [[42.5, h1]]",
                "tdengine-sink-opentsdb | opentsdb-json | {\"metric\":\"cpu\",\"timestamp\":1700000000,\"value\":0.5,"
                        + "\"tags\":{\"host\":\"h1\"}} | SELECT _value, `host` FROM opentsdb.cpu | [[0.5, h1]]",
                "kafka-connect-tdengine | schemaless | st,t1=3i64 c1=3i64,c2=false 1626006833639000000"
                        + " | SELECT CAST(_ts AS BIGINT), c1, c2, t1 FROM sink.st"
                        + " | [[1626006833639000000, 3, false, 3i64]]"
            })
    void runsAsItIs(String example, String topic, String message, String query, String rows) throws IOException {
        produce(topic, message);

        post(example);

        awaitRows(query, rows);
    }

    @Test
    void topicsWithOptionsOfTheirOwnRunAsTheyAre() throws IOException {
        produce("furnaces", "{\"ts\":1700000000000,\"id\":3,\"heat\":900.5}");
        produce("doors", "{\"ts\":1700000000000,\"id\":4,\"open\":true,\"floor\":2}");

        post("tdengine-sink-topics");

        awaitRows("SELECT heat, id FROM factory.furnaces_3", "[[900.5, 3]]");
        awaitRows("SELECT open, floor FROM building.door4", "[[true, 2]]");
    }

    private static void produce(String topic, String message) {
        topics.create(topic, 1);
        topics.produce(topic, null, message);
    }

    private static void post(String example) throws IOException {
        JsonNode posted = new ObjectMapper().readTree(Files.readString(file(example + ".json")));
        Map<String, String> config = new HashMap<>();
        posted.get("config").properties().forEach(option -> {
            String value = option.getValue().asText();
            boolean database = option.getKey().matches("(connection\\.|topic\\..*\\.)?database");
            String own = database ? database(value) : value.replace(ADDRESS, tdengine.host() + ':' + tdengine.port());
            config.put(option.getKey(), own);
        });
        String name = posted.get("name").asText();
        worker.rest().putConnector(name, config);
        worker.rest().waitUntilRunning(name);
    }

    private static String database(String example) {
        return DATABASES.computeIfAbsent(example, name -> tdengine.uniqueDatabase());
    }

    private static Path file(String name) throws IOException {
        try (Stream<Path> packaged = Files.walk(PLUGINS.directory())) {
            return packaged.filter(path -> path.endsWith(name)).findFirst().orElseThrow();
        }
    }

    private static void awaitRows(String example, String rows) {
        String query = FROM.matcher(example).replaceFirst(found -> "FROM " + database(found.group(1)) + ".");
        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(tdengine.query(query)).hasToString(rows));
    }
}

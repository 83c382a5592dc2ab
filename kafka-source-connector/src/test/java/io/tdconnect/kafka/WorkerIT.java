// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tdconnect.testing.ConnectCluster;
import io.tdconnect.testing.ConnectRest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On a worker with exactly-once support, whose cluster is also the one that is read. */
@Timeout(120)
class WorkerIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** Recent enough for the retention of the topics. */
    private static final long TIME = System.currentTimeMillis() - 60_000;

    private static ConnectCluster cluster;

    @BeforeAll
    static void start() {
        cluster = ConnectCluster.start(Map.of("exactly.once.source.support", "enabled"));
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void restartsNeitherLoseNorRepeatRecords() {
        int count = 3_000;
        cluster.createTopic("once", 1);
        cluster.topics().produce(numbers("once", 0, count));
        ConnectRest rest = cluster.rest();
        Map<String, String> config = config("once", "copy_of_{topic}", "consumer.max.poll.records", "50");
        rest.putConnector("once", config);
        for (int restart = 1; restart <= 3; restart++) {
            int enough = restart * 300;
            Awaitility.await().atMost(LIMIT).until(() -> cluster.topics().count("copy_of_once") > enough);
            // A new configuration stops the task and starts another.
            rest.putConnector("once", TaskRun.with(config, "consumer.max.poll.records", String.valueOf(50 + restart)));
        }

        Awaitility.await()
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(cluster.topics().committed("copy_of_once", 2 * count))
                        .isEqualTo(IntStream.range(0, count)
                                .mapToObj(String::valueOf)
                                .toList()));
        ConsumerRecord<String, String> last =
                cluster.topics().consume("copy_of_once", count, LIMIT).get(count - 1);
        assertThat(new String(last.headers().lastHeader("kafka.offset").value(), StandardCharsets.UTF_8))
                .isEqualTo("2999");
        assertThat(last.timestamp()).isEqualTo(TIME + 2_999);
        rest.deleteConnector("once");
    }

    @Test
    void offsetsCanBeReadAndSetToTimes() throws Exception {
        cluster.createTopic("offsets", 1);
        cluster.topics().produce(numbers("offsets", 0, 100));
        ConnectRest rest = cluster.rest();
        rest.putConnector("offsets", config("offsets", "copy_of_{topic}"));
        cluster.consume("copy_of_offsets", 100, LIMIT);
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> rest.offsets("offsets").toString().contains("\"offset\":100"));
        rest.change("offsets", "stop");
        rest.waitUntilState("offsets", "STOPPED", LIMIT);

        assertThat(rest.offsets("offsets"))
                .isEqualTo(offsets("{\"topic\":\"offsets\",\"partition\":0}", "{\"offset\":100}"));
        assertThatThrownBy(() -> rest.setOffsets(
                        "offsets", offsets("{\"topic\":\"offsets\",\"partition\":0}", "{\"time\":\"soon\"}")))
                .hasMessageContaining("soon");
        // The last ten again, whatever the order of the fields.
        rest.setOffsets(
                "offsets", offsets("{\"partition\":0,\"topic\":\"offsets\"}", "{\"time\":" + (TIME + 90) + "}"));
        rest.change("offsets", "resume");

        Awaitility.await()
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(cluster.topics().committed("copy_of_offsets", 1_000))
                        .hasSize(110)
                        .endsWith("99", "90", "91", "92", "93", "94", "95", "96", "97", "98", "99"));
        rest.deleteConnector("offsets");
    }

    @Test
    void aTaskThatReadsWhatItWroteStops() {
        cluster.createTopic("loop", 1);
        cluster.topics().produce(numbers("loop", 0, 10));
        ConnectRest rest = cluster.rest();

        rest.putConnector("loop", config("loop", "{topic}"));

        assertThat(rest.waitUntilFailed("loop", LIMIT)).contains("found records of this connector in topic loop");
        assertThat(cluster.topics().committed("loop", 1_000).size()).isLessThanOrEqualTo(20);
        rest.deleteConnector("loop");
    }

    private static JsonNode offsets(String partition, String offset) throws Exception {
        return JSON.readTree("[{\"partition\":" + partition + ",\"offset\":" + offset + "}]");
    }

    private static List<ProducerRecord<String, String>> numbers(String topic, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(
                        number -> new ProducerRecord<>(topic, 0, TIME + number, (String) null, String.valueOf(number)))
                .toList();
    }

    private static Map<String, String> config(String topic, String target, String... options) {
        Map<String, String> config = new HashMap<>(Map.of(
                "connector.class", KafkaSourceConnector.class.getName(),
                "tasks.max", "1",
                "bootstrap.servers", cluster.bootstrapServers(),
                "topics", topic,
                "topic", target,
                "exactly.once.support", "required",
                "key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                "value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                "header.converter", "org.apache.kafka.connect.storage.StringConverter"));
        return TaskRun.with(config, options);
    }
}

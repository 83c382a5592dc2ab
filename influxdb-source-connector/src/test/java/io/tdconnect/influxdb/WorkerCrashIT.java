// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.ConnectProcess;
import io.tdconnect.testing.InfluxdServer;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.worker.ExactlyOnceWorker;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packaged plugin on a worker process that is killed.
 *
 * <p>A task that is killed leaves a transaction open on the topic with its offsets. A worker that starts reads the offsets
 * topic of the cluster to its end and knows no connectors until that transaction has timed out, by default after a minute. The two
 * remedies for operators are both tested here: a shorter timeout, and a separate offsets topic of the connector.
 */
@Timeout(900)
class WorkerCrashIT {
    private static final int SERIES = 100;
    private static final int POINTS = 2_000;
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private static InfluxdServer influxd;
    private static ExactlyOnceWorker system;
    private static ConnectProcess worker;
    private static KafkaTopics topics;

    @BeforeAll
    static void start() throws Exception {
        influxd = Influxd.start();
        influxd.createDatabase("db");
        Influxd.fill(influxd, "db", "m", SERIES, POINTS);
        system = ExactlyOnceWorker.start("influxdb-source-connector");
        worker = system.worker();
        topics = system.topics();
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
        if (influxd != null) {
            influxd.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"poll", "connector"})
    void everyPointArrivesOnceAfterTheWorkerWasKilledTwice(String boundary) {
        String topic = "crash-" + boundary;
        topics.create(topic, 1);
        worker.rest().putConnector(topic, config(topic, boundary));
        for (int crash = 1; crash <= 2; crash++) {
            topics.awaitCommitted(topic, crash * 20_000, LIMIT);
            worker.kill();
            worker.restart();
        }
        int all = SERIES * POINTS;
        topics.awaitCommitted(topic, all, LIMIT);
        // The offset confirms it: nothing follows.
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> worker.rest().offsets(topic).toString().contains("2020-09-13T13:00:00Z"));

        List<String> values = topics.committed(topic, Integer.MAX_VALUE);

        assertThat(values).hasSize(all);
        assertThat(new HashSet<>(values)).as("different points").hasSize(all);
        worker.rest().deleteConnector(topic);
    }

    private static Map<String, String> config(String topic, String boundary) {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", "io.tdconnect.influxdb.InfluxSourceConnector");
        config.put("tasks.max", "1");
        config.put("exactly.once.support", "required");
        config.put("transaction.boundary", boundary);
        if (boundary.equals("connector")) {
            config.put("offsets.storage.topic", topic + "-offsets");
        }
        config.put("url", influxd.url());
        config.put("user", influxd.user());
        config.put("password", influxd.password());
        config.put("bucket", "db");
        config.put("measurements", "m");
        config.put("begin.time", "2020-09-13T12:26:40Z");
        config.put("end.time", "2020-09-13T13:00:00Z");
        config.put("read.window", "PT2M");
        config.put("batch.size", "2000");
        config.put("topic", topic);
        config.put("value.format", "line");
        config.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
        return config;
    }
}

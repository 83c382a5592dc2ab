// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static io.tdconnect.tdengine.sink.Records.TS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.testing.ConnectCluster;
import io.tdconnect.testing.TdengineServer;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RebalanceIT {
    private static final int RECORDS = 30_000;
    private static final int CHUNK = 500;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Test
    void losesNothingWhenOneTaskBecomesThreeUnderLoad() throws Exception {
        try (TdengineServer server = TdengineServer.start();
                ConnectCluster cluster = ConnectCluster.start()) {
            String database = server.createDatabase("ms");
            cluster.createTopic("meters", 3);
            cluster.putConnector("sink", config(server, database, 1));
            cluster.rest().waitUntilRunning("sink");
            CompletableFuture<Void> producing = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < RECORDS; i += CHUNK) {
                    cluster.topics().produce(records(i, i + CHUNK));
                }
            });
            await().atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(server.count(database + ".meters")).isPositive());

            cluster.putConnector("sink", config(server, database, 3));
            cluster.rest().waitUntilRunning("sink", 3, LIMIT);

            producing.join();
            await().atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(server.count(database + ".meters")).isEqualTo(RECORDS));
            Set<Long> times = new TreeSet<>();
            server.query("SELECT ts FROM " + database + ".meters")
                    .forEach(row -> times.add(((Timestamp) row.get(0)).getTime() - TS));
            assertThat(times).hasSize(RECORDS).startsWith(0L).endsWith(RECORDS - 1L);
        }
    }

    private static List<ProducerRecord<String, String>> records(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new ProducerRecord<>(
                        "meters",
                        i % 3,
                        (String) null,
                        "{\"ts\":" + (TS + i) + ",\"id\":" + i % 10 + ",\"v\":" + i + ",\"groupid\":1}"))
                .toList();
    }

    private static Map<String, String> config(TdengineServer server, String database, int tasks) {
        Map<String, String> config = new HashMap<>(RunningSink.config(server, database));
        config.put("connector.class", TdengineSinkConnector.class.getName());
        config.put("topics", "meters");
        config.put("tasks.max", String.valueOf(tasks));
        config.put("tags", "groupid");
        config.put("batch.rows", "500");
        return config;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tdconnect.testing.ConnectCluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Users read and change the offsets of the TDengine source on a worker. */
@Timeout(240)
class SourceOffsetsIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String NAME = "offsets";

    @AutoClose
    private static final CopyCluster copies = new CopyCluster();

    private static final ConnectCluster cluster = copies.connect();

    @Test
    void positionsOfSubscriptionAreReadChangedAndReset() {
        String database = copies.origin("ms");
        copies.tdengine.execute("CREATE TABLE " + database + ".log (ts TIMESTAMP, v INT)");
        cluster.topics().create("rows", 1);
        insert(database, 1);
        cluster.putConnector(NAME, config(database));
        awaitRows(1);
        // The row is the last one in the WAL, so its position is the one after it.
        JsonNode afterFirst =
                await().atMost(LIMIT).until(() -> cluster.rest().offsets(NAME), offsets -> offsets.size() == 1);
        assertThat(afterFirst.get(0).path("partition").path("topic").asText()).startsWith("tdconnect_" + database);
        insert(database, 2);
        insert(database, 3);
        awaitRows(3);

        stopped();
        cluster.rest().setOffsets(NAME, afterFirst);
        cluster.rest().change(NAME, "resume");
        assertThat(awaitRows(5)).containsExactly(1, 2, 3, 2, 3);

        stopped();
        cluster.rest().resetOffsets(NAME);
        cluster.rest().change(NAME, "resume");
        assertThat(awaitRows(8)).containsExactly(1, 2, 3, 2, 3, 1, 2, 3);

        stopped();
        // Also drops the topic, so that the database can be dropped.
        cluster.rest().resetOffsets(NAME);
        cluster.rest().deleteConnector(NAME);
    }

    private static void stopped() {
        cluster.rest().change(NAME, "stop");
        cluster.rest().waitUntilState(NAME, "STOPPED", LIMIT);
    }

    private static void insert(String database, int v) {
        copies.tdengine.execute(
                "INSERT INTO " + database + ".log VALUES (" + (1_700_000_000_000L + v) + ", " + v + ")");
    }

    /** Waits for this number of values of v. */
    private static List<Integer> awaitRows(int count) {
        return cluster.topics().awaitCommitted("rows", count, LIMIT).stream()
                .map(row -> Integer.valueOf(row.replaceFirst(".*v=(\\d+).*", "$1")))
                .toList();
    }

    private static Map<String, String> config(String database) {
        Map<String, String> config = new HashMap<>(copies.connection());
        config.putAll(Map.of(
                "connector.class", "io.tdconnect.tdengine.source.TdengineSourceConnector",
                "database", database,
                "topic.create", "true",
                "topic.drop.on.reset", "true",
                "kafka.topic", "rows",
                "value.converter", "org.apache.kafka.connect.storage.StringConverter"));
        return config;
    }
}

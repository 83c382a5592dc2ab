// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConnectClusterIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static ConnectCluster cluster;

    @BeforeAll
    static void start() {
        cluster = ConnectCluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void runsAConnectorOfTheClassPath() {
        cluster.putConnector("simple", config("simple"));

        cluster.rest().waitUntilRunning("simple");
        assertThat(cluster.consume("simple", 10, LIMIT))
                .extracting(ConsumerRecord::value)
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
        cluster.rest().deleteConnector("simple");
        assertThat(cluster.rest().connectors()).doesNotContain("simple");
    }

    @Test
    void offsetsOfAStoppedConnectorCanBeChanged() {
        ConnectRest rest = cluster.rest();
        rest.putConnector("offsets", config("offsets"));
        cluster.consume("offsets", 10, LIMIT);
        rest.change("offsets", "stop");
        rest.waitUntilState("offsets", "STOPPED", LIMIT);
        JsonNode offsets = rest.offsets("offsets");
        assertThat(offsets.at("/0/offset/last").asLong()).isEqualTo(10);

        ArrayNode changed = offsets.deepCopy();
        ((ObjectNode) changed.get(0).get("offset")).put("last", 8);
        rest.setOffsets("offsets", changed);
        rest.change("offsets", "resume");

        assertThat(cluster.consume("offsets", 12, LIMIT))
                .extracting(ConsumerRecord::value)
                .endsWith("9", "10");
    }

    @Test
    void validationNamesTheOption() {
        Map<String, String> config = Map.of(
                "connector.class", CountingSourceConnector.class.getName(), "name", "x", "topic", "x", "limit", "0");

        assertThat(cluster.rest().validate(config)).containsOnlyKeys("limit");
        assertThatThrownBy(() -> cluster.rest().putConnector("x", config))
                .isInstanceOf(ConnectRestException.class)
                .hasMessageContaining("status 400");
    }

    @Test
    void producedRecordsAreCounted() {
        cluster.createTopic("made", 3);
        cluster.produce("made", "k", "v");

        assertThat(cluster.topics().count("made")).isEqualTo(1);
    }

    private static Map<String, String> config(String topic) {
        return Map.of("connector.class", CountingSourceConnector.class.getName(), "topic", topic);
    }
}

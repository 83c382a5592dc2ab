// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.contract.ConnectorContractTest;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Connector;
import org.junit.jupiter.api.Test;

class TdengineSinkConnectorTest extends ConnectorContractTest {
    @Override
    protected Connector connector() {
        return new TdengineSinkConnector();
    }

    @Override
    protected Map<String, String> example() {
        return Map.of(
                "topics", "meters",
                "connection.url", "jdbc:TAOS-WS://127.0.0.1:6041",
                "connection.password", "secret",
                "database", "power",
                "stable", "meters",
                "table", "d{id}",
                "tags", "groupid,location");
    }

    @Override
    protected String pluginName() {
        return "tdengine-sink-connector";
    }

    @Test
    void refusesTheTimestampAsTag() {
        assertThat(problem("tags", "tags", "groupid,ts")).contains("primary timestamp");
    }

    @Test
    void refusesTheTimestampAsTagOfATopic() {
        String timestamp = "topic.plant.timestamp.field";
        assertThat(problem(timestamp, timestamp, "location")).contains("cannot be one of its tags");
        String tags = "topic.plant.line1.tags";
        assertThat(problem(tags, tags, "site,ts")).contains("topic plant.line1").contains("ts");
        assertThat(problem("tags", timestamp, "time", "topic.plant.tags", "site,ts"))
                .isEqualTo("[]");
    }

    @Test
    void saysWhichAddressesItAcceptsWithoutRepeatingTheWrongOne() {
        assertThat(problem("connection.url", "connection.url", "jdbc:TAOS://host:6030?password=secret"))
                .contains("native library")
                .doesNotContain("secret");
    }

    @Test
    void refusesABufferSmallerThanABatch() {
        assertThat(problem("max.buffered.rows", "max.buffered.rows", "500", "batch.rows", "1000"))
                .contains("batch.rows=1000");
        assertThat(problem("max.buffered.bytes", "max.buffered.bytes", "500")).contains("batch.bytes=");
    }

    @Test
    void refusesEndpointsThatAreNone() {
        assertThat(problem("connection.endpoints", "connection.endpoints", "a:6041,http://b:6041"))
                .contains("host:6041");
    }

    @Test
    void numbersItsTasks() {
        assertThat(taskConfigs(3))
                .extracting(config -> config.get("task.number"))
                .containsExactly("0", "1", "2");
    }

    private String problem(String option, String... namesAndValues) {
        Map<String, String> config = new HashMap<>(example());
        config.put("validate.connection", "false");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            config.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return connector().validate(config).configValues().stream()
                .filter(value -> value.name().equals(option))
                .map(ConfigValue::errorMessages)
                .findFirst()
                .orElseThrow()
                .toString();
    }
}

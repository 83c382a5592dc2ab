// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.contract.ConnectorContractTest;
import io.tdconnect.kafka.read.AssignedPartition;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.connector.Connector;

class KafkaSourceContractTest extends ConnectorContractTest {
    @Override
    protected Connector connector() {
        return new KafkaSourceConnector();
    }

    @Override
    protected Map<String, String> example() {
        return Map.of(
                "name", "kafka",
                "bootstrap.servers", "127.0.0.1:1",
                "topics", "tp1,tp2",
                "topic.partitions", "tp1:0..2,tp3:1",
                "consumer.max.poll.records", "1000");
    }

    @Override
    protected String pluginName() {
        return "kafka-source-connector";
    }

    /** Without a cluster there are none; {@code TopicsIT} has the rules. */
    @Override
    protected List<Map<String, String>> taskConfigs(int maxTasks) {
        return KafkaSourceConnector.taskConfigs(
                example(),
                Stream.of("tp1:0", "tp1:1@7", "tp1:2", "tp3:1")
                        .map(AssignedPartition::parse)
                        .toList(),
                null,
                maxTasks);
    }

    @Override
    protected void acceptTaskConfig(Map<String, String> taskConfig) {
        assertThat(new KafkaSourceConfig(taskConfig).taskPartitions()).isNotEmpty();
    }

    @Override
    protected List<String> items(Map<String, String> taskConfig) {
        return List.of(taskConfig.get("task.partitions").split(","));
    }
}

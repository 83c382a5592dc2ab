// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.common.contract.ConnectorContractTest;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.Connector;

class MqttSourceContractTest extends ConnectorContractTest {
    @Override
    protected Connector connector() {
        return new MqttSourceConnector();
    }

    @Override
    protected Map<String, String> example() {
        return Map.of(
                "name", "meters",
                "broker.urls", "tcp://127.0.0.1:1883",
                "topics", "a::0,b::1,c/#::2,d/+",
                "shared.subscription", "false");
    }

    @Override
    protected String pluginName() {
        return "mqtt-source-connector";
    }

    @Override
    protected List<String> items(Map<String, String> taskConfig) {
        return List.of(taskConfig.get("task.topics").split(","));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.contract.ConnectorContractTest;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.Connector;

class TdengineSourceContractTest extends ConnectorContractTest {
    @Override
    protected Connector connector() {
        return new TdengineSourceConnector();
    }

    @Override
    protected Map<String, String> example() {
        return Map.of(
                "name", "tdengine",
                "connection.url", "jdbc:TAOS-WS://127.0.0.1:1",
                "topics", "t1,t2,t3,t4");
    }

    @Override
    protected String pluginName() {
        return "tdengine-source-connector";
    }

    @Override
    protected List<String> items(Map<String, String> taskConfig) {
        return List.of(taskConfig.get("task.topics").split("\n"));
    }
}

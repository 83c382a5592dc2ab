// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.contract.ConnectorContractTest;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.Connector;

class OpcuaSourceContractTest extends ConnectorContractTest {
    @Override
    protected Connector connector() {
        return new OpcuaSourceConnector();
    }

    @Override
    protected Map<String, String> example() {
        return Map.of(
                "name", "plant",
                "endpoint.url", "opc.tcp://127.0.0.1:4840",
                "nodes", "ns=2;i=2::DSF1312,ns=2;i=3::DSF1313,ns=2;i=4::DSF1314");
    }

    @Override
    protected String pluginName() {
        return "opcua-source-connector";
    }

    @Override
    protected List<String> items(Map<String, String> taskConfig) {
        return List.of(taskConfig.get("nodes").split(","));
    }
}

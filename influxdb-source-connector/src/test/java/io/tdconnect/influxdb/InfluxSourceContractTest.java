// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.contract.ConnectorContractTest;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.Connector;

class InfluxSourceContractTest extends ConnectorContractTest {
    @Override
    protected Connector connector() {
        return new InfluxSourceConnector();
    }

    @Override
    protected Map<String, String> example() {
        return Map.of(
                "name", "influx",
                "url", "http://127.0.0.1:1",
                "bucket", "test_bucket",
                "measurements", "cpu,mem,disk,a b",
                "begin.time", "2023-06-01T00:00:00+0800");
    }

    @Override
    protected String pluginName() {
        return "influxdb-source-connector";
    }

    @Override
    protected List<String> items(Map<String, String> taskConfig) {
        return List.of(taskConfig.get("task.lanes").split(","));
    }
}

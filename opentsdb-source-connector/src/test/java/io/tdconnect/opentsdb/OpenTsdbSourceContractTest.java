// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb;

import io.tdconnect.common.contract.ConnectorContractTest;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.Connector;

class OpenTsdbSourceContractTest extends ConnectorContractTest {
    @Override
    protected Connector connector() {
        return new OpenTsdbSourceConnector();
    }

    @Override
    protected Map<String, String> example() {
        return Map.of(
                "name", "opentsdb",
                "url", "http://127.0.0.1:1",
                "metrics", "sys.cpu.user,sys.cpu.nice,disk/io,温度",
                "begin.time", "2023-06-01T00:00:00+0800");
    }

    @Override
    protected String pluginName() {
        return "opentsdb-source-connector";
    }

    @Override
    protected List<String> items(Map<String, String> taskConfig) {
        return List.of(taskConfig.get("task.lanes").split(","));
    }
}

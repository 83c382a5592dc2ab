// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv;

import io.tdconnect.common.contract.ConnectorContractTest;
import java.util.Map;
import org.apache.kafka.connect.connector.Connector;

class CsvSourceContractTest extends ConnectorContractTest {
    @Override
    protected Connector connector() {
        return new CsvSourceConnector();
    }

    @Override
    protected Map<String, String> example() {
        return Map.of(
                "name", "csv",
                "files", "/data/meters,/data/old/*.csv.gz",
                "types", "ts: TIMESTAMP(ms), current: FLOAT",
                "table", "{tbname}");
    }

    @Override
    protected String pluginName() {
        return "csv-source-connector";
    }
}

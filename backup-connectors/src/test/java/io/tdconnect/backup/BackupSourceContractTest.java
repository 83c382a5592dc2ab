// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup;

import io.tdconnect.common.contract.ConnectorContractTest;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.connect.connector.Connector;
import org.junit.jupiter.api.io.TempDir;

class BackupSourceContractTest extends ConnectorContractTest {
    @TempDir
    private Path directory;

    @Override
    protected Connector connector() {
        return new BackupSourceConnector();
    }

    @Override
    protected Map<String, String> example() {
        return Map.of("name", "restore", "directory", directory.toString(), "validate.connection", "false");
    }

    @Override
    protected String pluginName() {
        return "backup-connectors";
    }
}

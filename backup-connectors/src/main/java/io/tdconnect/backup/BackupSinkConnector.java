// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup;

import io.tdconnect.backup.write.WriteOptions;
import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.UnknownOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** Writes rows and metadata events of TDengine databases to files. */
public final class BackupSinkConnector extends SinkConnector {
    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return PluginVersion.of(BackupSinkConnector.class);
    }

    @Override
    public ConfigDef config() {
        return BackupSinkConfig.CONFIG_DEF;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return BackupSinkTask.class;
    }

    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        ConfigProblems problems = ConfigProblems.of(super.validate(connectorConfigs));
        UnknownOptions.check(connectorConfigs, config(), problems);
        if (problems.none()) {
            BackupSinkConfig config = new BackupSinkConfig(connectorConfigs);
            if (config.getBoolean(ConnectionCheck.VALIDATE)) {
                tryDirectory(config.writing().directory(), problems);
            }
        }
        return problems.config();
    }

    @Override
    public void start(Map<String, String> props) {
        properties = Map.copyOf(props);
    }

    /** One task, since the lines of a backup have one order and its folder one writer. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(properties);
    }

    @Override
    public void stop() {}

    /** Looks at the nearest folder that exists, and creates nothing. */
    private static void tryDirectory(Path directory, ConfigProblems problems) {
        Path existing = directory;
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            problems.add(WriteOptions.DIRECTORY, "expected a directory, found a file at " + existing);
        } else if (!Files.isWritable(existing)) {
            problems.add(
                    WriteOptions.DIRECTORY,
                    "expected a directory that the user of the worker may write to, found " + existing
                            + ", which this user may not");
        }
    }
}

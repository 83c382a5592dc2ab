// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup;

import io.tdconnect.backup.read.Backups;
import io.tdconnect.backup.read.Restore;
import io.tdconnect.backup.read.RestoreOptions;
import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.config.UnknownOptions;
import io.tdconnect.common.template.Template;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/** Reads rows and metadata events of a backup, as the TDengine source reads them from a server. */
public final class BackupSourceConnector extends SourceConnector {
    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return PluginVersion.of(BackupSourceConnector.class);
    }

    @Override
    public ConfigDef config() {
        return BackupSourceConfig.CONFIG_DEF;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return BackupSourceTask.class;
    }

    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        ConfigProblems problems = ConfigProblems.of(super.validate(connectorConfigs));
        UnknownOptions.check(connectorConfigs, config(), problems);
        if (problems.none()) {
            BackupSourceConfig config = new BackupSourceConfig(connectorConfigs);
            problems.checkVariables(
                    RestoreOptions.TOPIC,
                    Template.parse(config.getString(RestoreOptions.TOPIC)),
                    List.of("database", "stable", "table"));
            problems.checkVariables(
                    RestoreOptions.METADATA_TOPIC,
                    Template.parse(config.getString(RestoreOptions.METADATA_TOPIC)),
                    List.of("database"));
            if (config.getBoolean(ConnectionCheck.VALIDATE)) {
                tryManifest(config.restoring(), problems);
            }
        }
        return problems.config();
    }

    @Override
    public void start(Map<String, String> props) {
        properties = Map.copyOf(props);
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        int count = Math.min(maxTasks, Restore.MOST_TASKS);
        List<Map<String, String>> configs = new ArrayList<>();
        for (int task = 0; task < count; task++) {
            Map<String, String> config = new HashMap<>(properties);
            config.put(BackupSourceConfig.TASK_ID, String.valueOf(task));
            config.put(BackupSourceConfig.TASK_COUNT, String.valueOf(count));
            configs.add(config);
        }
        return configs;
    }

    @Override
    public void stop() {}

    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorConfig) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    /** Accepts positions of any backup, whether it exists or not. */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<Map<String, ?>, Map<String, ?>> offsets) {
        Restore.checkOffsets(offsets);
        return true;
    }

    private static void tryManifest(RestoreOptions options, ConfigProblems problems) {
        try {
            Backups.find(options);
        } catch (OptionException e) {
            problems.add(e.option(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            problems.add(RestoreOptions.DIRECTORY, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.UnknownOptions;
import io.tdconnect.common.source.TaskIdentity;
import io.tdconnect.csv.file.FileSplit;
import io.tdconnect.csv.file.StoredPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/** Reads the rows of CSV files into Kafka topics: the files that there are, then new lines and new files. */
public final class CsvSourceConnector extends SourceConnector {
    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return PluginVersion.of(CsvSourceConnector.class);
    }

    @Override
    public ConfigDef config() {
        return CsvSourceConfig.CONFIG_DEF;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return CsvSourceTask.class;
    }

    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        ConfigProblems problems = ConfigProblems.of(super.validate(connectorConfigs));
        UnknownOptions.check(connectorConfigs, config(), problems);
        if (problems.none()) {
            new ConfigCheck(new CsvSourceConfig(connectorConfigs), problems).run();
        }
        return problems.config();
    }

    @Override
    public void start(Map<String, String> props) {
        new CsvSourceConfig(props).reading();
        properties = Map.copyOf(props);
    }

    /** Each task finds the files by itself and reads those that belong to its number, so new files need no new tasks. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<Map<String, String>> configs = new ArrayList<>();
        for (int task = 0; task < maxTasks; task++) {
            Map<String, String> config = new HashMap<>(properties);
            config.put(TaskIdentity.TASK_ID, Integer.toString(task));
            config.put(CsvSourceConfig.TASK_COUNT, Integer.toString(maxTasks));
            configs.add(config);
        }
        return configs;
    }

    @Override
    public void stop() {
        // Nothing runs here.
    }

    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorConfig) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    /** Accepts positions of any file, whether it exists or not. */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<Map<String, ?>, Map<String, ?>> offsets) {
        for (Map.Entry<Map<String, ?>, Map<String, ?>> entry : offsets.entrySet()) {
            if (!FileSplit.isPartition(entry.getKey())) {
                throw new ConnectException("Expected a source partition with the field " + FileSplit.FILE
                        + " as GET …/offsets shows it, found " + entry.getKey());
            }
            if (entry.getValue() != null) {
                checkOffset(entry.getKey(), entry.getValue());
            }
        }
        return true;
    }

    private static void checkOffset(Map<String, ?> partition, Map<String, ?> offset) {
        try {
            StoredPosition.fromMap(offset);
        } catch (IllegalArgumentException e) {
            throw new ConnectException(
                    "The offset of file " + partition.get(FileSplit.FILE) + ": " + e.getMessage(), e);
        }
    }
}

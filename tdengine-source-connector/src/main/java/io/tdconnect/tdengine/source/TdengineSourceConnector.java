// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.UnknownOptions;
import io.tdconnect.common.source.TaskIdentity;
import io.tdconnect.tdengine.source.mode.SourceMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.jspecify.annotations.Nullable;

/** Lands the rows of TDengine in Kafka topics, by subscription or by query. */
public final class TdengineSourceConnector extends SourceConnector {
    private Map<String, String> properties = Map.of();
    private @Nullable SourceMode mode;

    @Override
    public String version() {
        return PluginVersion.of(TdengineSourceConnector.class);
    }

    @Override
    public ConfigDef config() {
        return TdengineSourceConfig.CONFIG_DEF;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return TdengineSourceTask.class;
    }

    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        ConfigProblems problems = ConfigProblems.of(super.validate(connectorConfigs));
        UnknownOptions.check(connectorConfigs, config(), problems);
        if (problems.none()) {
            new ConfigCheck(new TdengineSourceConfig(connectorConfigs), problems).run();
        }
        return problems.config();
    }

    @Override
    public void start(Map<String, String> props) {
        SourceMode started = new TdengineSourceConfig(props).mode();
        properties = Map.copyOf(props);
        mode = started;
        started.start(context());
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<Map<String, String>> configs = new ArrayList<>();
        SourceMode current = mode;
        if (current != null) {
            for (Map<String, String> ofTask : current.tasks(maxTasks)) {
                Map<String, String> config = new HashMap<>(properties);
                config.put(TaskIdentity.TASK_ID, String.valueOf(configs.size()));
                config.putAll(ofTask);
                configs.add(config);
            }
        }
        return configs;
    }

    @Override
    public void stop() {
        SourceMode current = mode;
        mode = null;
        if (current != null) {
            current.close();
        }
    }

    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorConfig) {
        return new TdengineSourceConfig(connectorConfig).mode().exactlyOnce();
    }

    @Override
    public ConnectorTransactionBoundaries canDefineTransactionBoundaries(Map<String, String> connectorConfig) {
        return ConnectorTransactionBoundaries.SUPPORTED;
    }

    /** Accepts positions of any topic or table, also of those that the server does not have. */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<Map<String, ?>, Map<String, ?>> offsets) {
        SourceMode current = new TdengineSourceConfig(connectorConfig).mode();
        Map<Map<String, ?>, Map<String, ?>> positions = new HashMap<>(offsets);
        positions.keySet().removeIf(FirstEvents::isPartition);
        positions.forEach((partition, offset) -> {
            try {
                current.checkOffset(partition == null ? Map.of() : partition, offset);
            } catch (IllegalArgumentException e) {
                throw new ConnectException("The offset of " + partition + " cannot be set: " + e.getMessage(), e);
            }
        });
        List<Map<String, ?>> reset = new ArrayList<>();
        positions.forEach((partition, offset) -> {
            if (offset == null) {
                reset.add(partition);
            }
        });
        current.reset(reset);
        return true;
    }
}

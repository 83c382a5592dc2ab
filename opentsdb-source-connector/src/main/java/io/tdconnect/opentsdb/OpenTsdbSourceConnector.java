// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.UnknownOptions;
import io.tdconnect.common.source.ListWatch;
import io.tdconnect.common.window.SplitAssignment;
import io.tdconnect.common.window.StoredPositions;
import io.tdconnect.common.window.TimeOptions;
import io.tdconnect.common.window.TimeSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.jspecify.annotations.Nullable;

/** Copies the points of OpenTSDB to Kafka topics: first its history, then new points. */
public final class OpenTsdbSourceConnector extends SourceConnector {
    private Map<String, String> properties = Map.of();
    private @Nullable ListWatch<String> watch;

    @Override
    public String version() {
        return PluginVersion.of(OpenTsdbSourceConnector.class);
    }

    @Override
    public ConfigDef config() {
        return OpenTsdbSourceConfig.CONFIG_DEF;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return OpenTsdbSourceTask.class;
    }

    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        ConfigProblems problems = ConfigProblems.of(super.validate(connectorConfigs));
        UnknownOptions.check(connectorConfigs, config(), problems);
        if (problems.none()) {
            new ConfigCheck(new OpenTsdbSourceConfig(connectorConfigs), problems).run();
        }
        return problems.config();
    }

    @Override
    public void start(Map<String, String> props) {
        OpenTsdbSourceConfig config = new OpenTsdbSourceConfig(props);
        properties = Map.copyOf(props);
        ListWatch<String> started = new ListWatch<>(
                context(), new MetricList(config), config.metrics().refresh(), config.retry());
        watch = started;
        started.start();
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        ListWatch<String> current = watch;
        List<TimeSplit> splits = new ArrayList<>();
        if (current != null) {
            OpenTsdbSourceConfig config = new OpenTsdbSourceConfig(properties);
            TimeOptions time = config.time();
            current.items().forEach(metric -> splits.addAll(config.windows().splits(metric, time)));
        }
        return SplitAssignment.configs(properties, splits, maxTasks);
    }

    @Override
    public void stop() {
        ListWatch<String> current = watch;
        watch = null;
        if (current != null) {
            current.close();
        }
    }

    /** A second look for late points cannot be repeated, so an overlap excludes exactly-once delivery. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorConfig) {
        return new OpenTsdbSourceConfig(connectorConfig).time().overlap().isZero()
                ? ExactlyOnceSupport.SUPPORTED
                : ExactlyOnceSupport.UNSUPPORTED;
    }

    /** A transaction for each window. */
    @Override
    public ConnectorTransactionBoundaries canDefineTransactionBoundaries(Map<String, String> connectorConfig) {
        return ConnectorTransactionBoundaries.SUPPORTED;
    }

    /** Accepts positions of any metric, whether it exists or not. */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<Map<String, ?>, Map<String, ?>> offsets) {
        StoredPositions.check(offsets, List.of(OpenTsdbSourceTask.METRIC));
        return true;
    }
}

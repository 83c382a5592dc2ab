// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.UnknownOptions;
import io.tdconnect.common.source.TaskSplit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.jspecify.annotations.Nullable;

/** Lands the points of an InfluxDB bucket in Kafka topics: history first, then new points as they come. */
public final class InfluxSourceConnector extends SourceConnector {
    private Map<String, String> properties = Map.of();
    private @Nullable MeasurementWatch watch;

    @Override
    public String version() {
        return PluginVersion.of(InfluxSourceConnector.class);
    }

    @Override
    public ConfigDef config() {
        return InfluxSourceConfig.CONFIG_DEF;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return InfluxSourceTask.class;
    }

    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        ConfigProblems problems = ConfigProblems.of(super.validate(connectorConfigs));
        UnknownOptions.check(connectorConfigs, config(), problems);
        if (problems.none()) {
            new ConfigCheck(new InfluxSourceConfig(connectorConfigs), problems).run();
        }
        return problems.config();
    }

    @Override
    public void start(Map<String, String> props) {
        InfluxSourceConfig config = new InfluxSourceConfig(props);
        properties = Map.copyOf(props);
        MeasurementWatch started = new MeasurementWatch(
                context(),
                MeasurementWatch.ask(config),
                Duration.ofMillis(config.getLong(InfluxSourceConfig.MEASUREMENTS_REFRESH)),
                config.retry());
        watch = started;
        started.start();
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        MeasurementWatch current = watch;
        List<Lane> lanes = new ArrayList<>();
        if (current != null) {
            InfluxSourceConfig config = new InfluxSourceConfig(properties);
            current.measurements().forEach(measurement -> lanes.addAll(config.lanes(measurement)));
        }
        List<Map<String, String>> configs = new ArrayList<>();
        for (List<Lane> ofTask : TaskSplit.split(lanes, maxTasks)) {
            configs.add(taskConfig(configs.size(), ofTask));
        }
        return configs;
    }

    @Override
    public void stop() {
        MeasurementWatch current = watch;
        watch = null;
        if (current != null) {
            current.close();
        }
    }

    /** Reading again what was late is not repeatable, so there is no exactly-once delivery with an overlap. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorConfig) {
        return new InfluxSourceConfig(connectorConfig).getLong(InfluxSourceConfig.OVERLAP) == 0
                ? ExactlyOnceSupport.SUPPORTED
                : ExactlyOnceSupport.UNSUPPORTED;
    }

    /** A transaction for each window. */
    @Override
    public ConnectorTransactionBoundaries canDefineTransactionBoundaries(Map<String, String> connectorConfig) {
        return ConnectorTransactionBoundaries.SUPPORTED;
    }

    /** Accepts positions of any measurement, whether it exists or not. */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<Map<String, ?>, Map<String, ?>> offsets) {
        for (Map.Entry<Map<String, ?>, Map<String, ?>> entry : offsets.entrySet()) {
            Map<String, ?> partition = entry.getKey();
            if (partition == null
                    || !(partition.get(Lane.BUCKET) instanceof String)
                    || !(partition.get(Lane.MEASUREMENT) instanceof String)) {
                throw new ConnectException("Expected a source partition with the fields " + Lane.BUCKET + " and "
                        + Lane.MEASUREMENT + ", found " + partition);
            }
            if (entry.getValue() != null) {
                checkOffset(partition, entry.getValue());
            }
        }
        return true;
    }

    private static void checkOffset(Map<String, ?> partition, Map<String, ?> offset) {
        try {
            Position.fromMap(offset);
        } catch (IllegalArgumentException e) {
            throw new ConnectException(
                    "The offset of measurement " + partition.get(Lane.MEASUREMENT) + ": " + e.getMessage(), e);
        }
    }

    private Map<String, String> taskConfig(int task, List<Lane> lanes) {
        Map<String, String> config = new HashMap<>(properties);
        config.put(InfluxSourceConfig.TASK_ID, String.valueOf(task));
        config.put(InfluxSourceConfig.TASK_LANES, lanes.stream().map(Lane::text).collect(Collectors.joining(",")));
        return config;
    }
}

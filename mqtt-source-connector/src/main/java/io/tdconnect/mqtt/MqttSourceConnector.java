// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.UnknownOptions;
import io.tdconnect.common.source.TaskSplit;
import io.tdconnect.mqtt.message.TopicFilter;
import io.tdconnect.mqtt.receive.SourceOffset;
import io.tdconnect.mqtt.receive.Subscriptions;
import io.tdconnect.mqtt.session.SubscriptionOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lands the messages of an MQTT broker in Kafka topics. */
public final class MqttSourceConnector extends SourceConnector {
    private static final Logger log = LoggerFactory.getLogger(MqttSourceConnector.class);

    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return PluginVersion.of(MqttSourceConnector.class);
    }

    @Override
    public ConfigDef config() {
        return MqttSourceConfig.CONFIG_DEF;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return MqttSourceTask.class;
    }

    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        ConfigProblems problems = ConfigProblems.of(super.validate(connectorConfigs));
        UnknownOptions.check(connectorConfigs, config(), problems);
        if (problems.none()) {
            MqttSourceConfig config = new MqttSourceConfig(connectorConfigs);
            new ConfigCheck(config, problems).run();
            showChoice(problems.config(), config);
        }
        return problems.config();
    }

    /** Shows the value that is used where the option is not set. */
    private static void showChoice(Config result, MqttSourceConfig config) {
        for (ConfigValue value : result.configValues()) {
            if (value.name().equals(SubscriptionOptions.SHARED)) {
                value.value(config.sharedSubscription());
            }
        }
    }

    @Override
    public void start(Map<String, String> props) {
        List<TopicFilter> filters = new MqttSourceConfig(props).filters();
        properties = Map.copyOf(props);
        String exactlyOnce = filters.stream()
                .filter(filter -> filter.qos() > filter.subscribedQos())
                .map(TopicFilter::filter)
                .collect(Collectors.joining(", "));
        if (!exactlyOnce.isEmpty()) {
            log.warn(
                    "{} asks for QoS 2, which is subscribed as QoS 1 (at least once): {}",
                    SubscriptionOptions.TOPICS,
                    exactlyOnce);
        }
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        MqttSourceConfig config = new MqttSourceConfig(properties);
        int limit = config.tasks(maxTasks);
        List<TopicFilter> filters = limit > 1 ? sharedWherePossible(config) : config.filters();
        List<TopicFilter> shared = filters.stream().filter(TopicFilter::shared).toList();
        List<List<TopicFilter>> own = TaskSplit.split(
                filters.stream().filter(filter -> !filter.shared()).toList(), limit);
        int tasks = shared.isEmpty() ? own.size() : limit;
        List<Map<String, String>> configs = new ArrayList<>(tasks);
        for (int task = 0; task < tasks; task++) {
            List<TopicFilter> assigned = new ArrayList<>(shared);
            assigned.addAll(task < own.size() ? own.get(task) : List.of());
            Map<String, String> taskConfig = new HashMap<>(properties);
            taskConfig.put(MqttSourceConfig.TASK_ID, String.valueOf(task));
            taskConfig.put(MqttSourceConfig.TASK_COUNT, String.valueOf(tasks));
            taskConfig.put(MqttSourceConfig.TASK_TOPICS, Subscriptions.text(assigned));
            taskConfig.put(MqttSourceConfig.CONNECTOR_TOPICS, Subscriptions.text(filters));
            configs.add(taskConfig);
        }
        report(config, limit, tasks);
        return configs;
    }

    private static void report(MqttSourceConfig config, int limit, int tasks) {
        if (limit > 1) {
            log.info(
                    "Connector {}: filters are {} over {} of at most {} tasks: {}",
                    config.connector(),
                    config.sharedSubscription() ? "shared" : "split",
                    tasks,
                    limit,
                    config.sharingReason());
        }
    }

    private static List<TopicFilter> sharedWherePossible(MqttSourceConfig config) {
        return config.filters().stream()
                .map(filter -> config.sharedSubscription() && filter.shareable()
                        ? filter.sharedBy(config.shareGroup())
                        : filter)
                .toList();
    }

    @Override
    public void stop() {
        // Nothing runs outside of the tasks.
    }

    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorConfig) {
        return ExactlyOnceSupport.UNSUPPORTED;
    }

    /** Accepts every change for clients of this connector: the position is kept by the broker. */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<Map<String, ?>, Map<String, ?>> offsets) {
        for (Map<String, ?> partition : offsets.keySet()) {
            if (partition == null || !(partition.get(SourceOffset.CLIENT_ID) instanceof String)) {
                throw new ConnectException("Expected a source partition with the field " + SourceOffset.CLIENT_ID
                        + ", found " + partition);
            }
        }
        return true;
    }
}

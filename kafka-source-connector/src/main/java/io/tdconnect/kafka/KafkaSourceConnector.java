// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.UnknownOptions;
import io.tdconnect.common.source.ListWatch;
import io.tdconnect.common.source.TaskIdentity;
import io.tdconnect.common.source.TaskSplit;
import io.tdconnect.kafka.client.ClusterConsumer;
import io.tdconnect.kafka.client.ConnectionOptions;
import io.tdconnect.kafka.read.AssignedPartition;
import io.tdconnect.kafka.read.PartitionCatalog;
import io.tdconnect.kafka.read.StoredPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.jspecify.annotations.Nullable;

/** Copies topics of any Kafka cluster to topics of the worker's cluster, or without one to a sink. */
public final class KafkaSourceConnector extends SourceConnector {
    private Map<String, String> properties = Map.of();
    private @Nullable PartitionCatalog catalog;
    private @Nullable ListWatch<AssignedPartition> watch;

    @Override
    public String version() {
        return PluginVersion.of(KafkaSourceConnector.class);
    }

    @Override
    public ConfigDef config() {
        return KafkaSourceConfig.CONFIG_DEF;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return KafkaSourceTask.class;
    }

    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        ConfigProblems problems = ConfigProblems.of(super.validate(connectorConfigs));
        UnknownOptions.check(connectorConfigs, config(), problems, ConnectionOptions.CONSUMER);
        if (problems.none()) {
            new ConfigCheck(new KafkaSourceConfig(connectorConfigs), problems).run();
        }
        return problems.config();
    }

    @Override
    public void start(Map<String, String> props) {
        KafkaSourceConfig config = new KafkaSourceConfig(props);
        ConfigCheck.refuseOverrides(config);
        properties = Map.copyOf(props);
        ConnectionOptions connection = config.connection();
        String client = "tdconnect-" + config.task().connector() + "-topics";
        PartitionCatalog started = new PartitionCatalog(
                () -> ClusterConsumer.of(connection, client),
                config.selection(),
                config.range().start(),
                partitions -> KafkaSourceTask.stored(partitions, context().offsetStorageReader()));
        catalog = started;
        watch = new ListWatch<>(
                context(), new PartitionList(started), config.selection().refresh(), config.retry());
        watch.start();
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        ListWatch<AssignedPartition> current = watch;
        Long since = catalog == null ? null : catalog.since();
        return taskConfigs(properties, current == null ? List.of() : current.items(), since, maxTasks);
    }

    static List<Map<String, String>> taskConfigs(
            Map<String, String> properties, List<AssignedPartition> partitions, @Nullable Long since, int maxTasks) {
        List<Map<String, String>> configs = new ArrayList<>();
        for (List<AssignedPartition> ofTask : TaskSplit.split(partitions, maxTasks)) {
            Map<String, String> config = new HashMap<>(properties);
            config.put(TaskIdentity.TASK_ID, String.valueOf(configs.size()));
            config.put(
                    KafkaSourceConfig.TASK_PARTITIONS,
                    ofTask.stream().map(AssignedPartition::text).collect(Collectors.joining(",")));
            if (since != null) {
                config.put(KafkaSourceConfig.TASK_SINCE, since.toString());
            }
            configs.add(config);
        }
        return configs;
    }

    @Override
    public void stop() {
        ListWatch<AssignedPartition> current = watch;
        watch = null;
        if (current != null) {
            current.close();
        }
    }

    /** The position of each record is its source offset, and the same position always gives the same records. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorConfig) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    /** Accepts positions and times for any partition, whether it exists or not. */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<Map<String, ?>, Map<String, ?>> offsets) {
        for (Map.Entry<Map<String, ?>, Map<String, ?>> entry : offsets.entrySet()) {
            Map<String, ?> partition = entry.getKey();
            if (partition == null
                    || partition.size() != 2
                    || !(partition.get(AssignedPartition.TOPIC) instanceof String)
                    || !(partition.get(AssignedPartition.PARTITION) instanceof Number number)
                    || number.intValue() < 0) {
                throw new ConnectException("Expected a source partition with the fields " + AssignedPartition.TOPIC
                        + " (text) and " + AssignedPartition.PARTITION + " (number), found " + partition);
            }
            if (entry.getValue() != null) {
                checkOffset(partition, entry.getValue());
            }
        }
        return true;
    }

    private static void checkOffset(Map<String, ?> partition, Map<String, ?> offset) {
        try {
            StoredPosition.fromMap(offset);
        } catch (IllegalArgumentException e) {
            throw new ConnectException("The offset of " + partition + ": " + e.getMessage(), e);
        }
    }
}

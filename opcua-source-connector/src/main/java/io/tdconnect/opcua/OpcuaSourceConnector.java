// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.UnknownOptions;
import io.tdconnect.opcua.node.NodeList;
import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.point.PointOptions;
import io.tdconnect.opcua.point.PointShares;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/** Reads values and events of an OPC UA server into Kafka topics. */
public final class OpcuaSourceConnector extends SourceConnector {
    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return PluginVersion.of(OpcuaSourceConnector.class);
    }

    @Override
    public ConfigDef config() {
        return OpcuaSourceConfig.CONFIG_DEF;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return OpcuaSourceTask.class;
    }

    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        ConfigProblems problems = ConfigProblems.of(super.validate(connectorConfigs));
        UnknownOptions.check(connectorConfigs, config(), problems);
        if (problems.none()) {
            OpcuaSourceConfig config = new OpcuaSourceConfig(connectorConfigs);
            new ConfigCheck(config, problems).run();
        }
        return problems.config();
    }

    @Override
    public void start(Map<String, String> props) {
        properties = Map.copyOf(props);
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        OpcuaSourceConfig source = new OpcuaSourceConfig(properties);
        PointOptions points = source.points();
        boolean events = source.readsEvents();
        List<Point> listed = events ? source.events().notifiers() : points.listed();
        int most = Math.min(maxTasks, source.reading().profile().atATime());
        // Only the server knows how many points browsing finds.
        PointShares shares = !events && points.browses() ? new PointShares(most, 0) : PointShares.of(listed, most);
        List<Map<String, String>> configs = new ArrayList<>(shares.tasks());
        for (int task = 0; task < shares.tasks(); task++) {
            Map<String, String> config = new HashMap<>(properties);
            config.put(OpcuaSourceConfig.TASK_ID, String.valueOf(task));
            config.put(OpcuaSourceConfig.TASK_COUNT, String.valueOf(shares.tasks()));
            config.put(OpcuaSourceConfig.TASK_SALT, String.valueOf(shares.salt()));
            if (!events && !points.hasFile()) {
                config.put(PointOptions.NODES, NodeList.text(shares.ofTask(task, listed)));
            }
            configs.add(config);
        }
        return configs;
    }

    @Override
    public void stop() {
        // Only tasks run something.
    }

    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorConfig) {
        return ExactlyOnceSupport.UNSUPPORTED;
    }
}

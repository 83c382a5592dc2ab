// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;

/** A source of the numbers from 0, see {@link Trace}. */
public final class NumberSource extends SourceConnector {
    private Map<String, String> config = Map.of();

    @Override
    public void start(Map<String, String> props) {
        config = props;
        Trace.of(props.get("name")).requestReconfiguration = context()::requestTaskReconfiguration;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return NumberTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        int tasks = Math.min(maxTasks, Trace.of(config.get("name")).tasks);
        List<Map<String, String>> configs = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            Map<String, String> each = new HashMap<>(config);
            each.put("task", String.valueOf(i));
            each.put("of", String.valueOf(tasks));
            configs.add(each);
        }
        return configs;
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return new ConfigDef()
                .define("limit", ConfigDef.Type.INT, 1, ConfigDef.Range.atLeast(1), ConfigDef.Importance.LOW, "");
    }

    @Override
    public String version() {
        return "1";
    }
}

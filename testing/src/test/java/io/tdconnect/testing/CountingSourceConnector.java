// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;

/** Writes the numbers from 1 to {@code limit} to {@code topic}; the fixtures' tests run it. */
public final class CountingSourceConnector extends SourceConnector {
    private Map<String, String> config = Map.of();

    @Override
    public void start(Map<String, String> properties) {
        config = properties;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return CountingSourceTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(config);
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return new ConfigDef()
                .define("topic", Type.STRING, Importance.HIGH, "Topic to write to.")
                .define("limit", Type.INT, 10, Range.atLeast(1), Importance.LOW, "Last number.");
    }

    @Override
    public String version() {
        return "1.2.3";
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/** A source of the numbers from 0, see {@link Trace}. */
public class NumberSource extends SourceConnector {
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

    /** The same with other tasks. */
    public static final class Endless extends NumberSource {
        @Override
        public Class<? extends Task> taskClass() {
            return EndlessTask.class;
        }
    }

    /** The same numbers, from a task that says nothing of an end. */
    public static final class EndlessTask extends SourceTask {
        private final NumberTask numbers = new NumberTask();

        @Override
        public void start(Map<String, String> props) {
            numbers.initialize(context);
            numbers.start(props);
        }

        @Override
        public @Nullable List<SourceRecord> poll() throws InterruptedException {
            return numbers.poll();
        }

        @Override
        public void stop() {
            numbers.stop();
        }

        @Override
        public String version() {
            return "1";
        }
    }
}

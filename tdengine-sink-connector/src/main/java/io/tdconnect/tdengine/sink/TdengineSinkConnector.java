// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.UnknownOptions;
import io.tdconnect.tdengine.sink.config.CompatibilityOptions;
import io.tdconnect.tdengine.sink.config.TopicOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sink connector that writes records as rows to TDengine. */
public final class TdengineSinkConnector extends SinkConnector {
    private static final Logger log = LoggerFactory.getLogger(TdengineSinkConnector.class);

    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return PluginVersion.of(getClass());
    }

    @Override
    public ConfigDef config() {
        return TdengineSinkConfig.CONFIG_DEF;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return TdengineSinkTask.class;
    }

    @Override
    public void start(Map<String, String> configured) {
        properties = Map.copyOf(configured);
        CompatibilityOptions.warnings(configured).forEach(log::warn);
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return IntStream.range(0, maxTasks).mapToObj(this::ofTask).toList();
    }

    private Map<String, String> ofTask(int number) {
        Map<String, String> config = new HashMap<>(properties);
        config.put(TdengineSinkTask.TASK, String.valueOf(number));
        return config;
    }

    @Override
    public void stop() {
        properties = Map.of();
    }

    @Override
    public Config validate(Map<String, String> configured) {
        ConfigProblems problems = ConfigProblems.of(super.validate(CompatibilityOptions.translate(configured)));
        UnknownOptions.check(configured, config(), problems, TopicOptions.PREFIX);
        CompatibilityOptions.check(configured, problems);
        TopicOptions.check(configured, problems::add);
        if (problems.none()) {
            new ConfigCheck(new TdengineSinkConfig(configured), problems).run();
        }
        return problems.config();
    }
}

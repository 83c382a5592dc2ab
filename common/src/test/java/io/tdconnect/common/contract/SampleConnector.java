// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.contract;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.source.TaskSplit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;

/** A connector that fulfils the contract unless a subclass breaks it. */
public class SampleConnector extends SourceConnector {
    private Map<String, String> config = Map.of();

    @Override
    public void start(Map<String, String> props) {
        config = props;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return TaskSplit.split(List.of(config.get("filters").split(",")), maxTasks).stream()
                .map(this::taskConfig)
                .toList();
    }

    @Override
    public Class<? extends Task> taskClass() {
        throw new UnsupportedOperationException("never run");
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return new Options()
                .group("Connection")
                .required("sample.url", Type.STRING, "Address of the server.")
                .validator(Validators.uri("tcp"))
                .optional("sample.password", Type.PASSWORD, null, "Password of the user.")
                .group("Filters")
                .required("filters", Type.LIST, "What to read.")
                .validator(Validators.nonEmptyList())
                .build();
    }

    @Override
    public String version() {
        return PluginVersion.of(getClass());
    }

    private Map<String, String> taskConfig(List<String> filters) {
        Map<String, String> task = new HashMap<>(config);
        task.put("filters", String.join(",", filters));
        return task;
    }
}

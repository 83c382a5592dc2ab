// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup;

import io.tdconnect.backup.read.RestoreOptions;
import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.Options;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The options of the backup source connector. */
public final class BackupSourceConfig extends AbstractConfig {
    /** Set by the connector for its tasks. */
    static final String TASK_ID = "task.id";
    /** Set by the connector for its tasks: how many there are. */
    static final String TASK_COUNT = "task.count";

    static final ConfigDef CONFIG_DEF = new Options()
            .add(RestoreOptions::addTo)
            .add(options -> ConnectionCheck.addTo(
                    options.group("Restore"),
                    "Whether validating this configuration reads the manifest. Turn it off if the worker that answers"
                            + " requests does not have the directory."))
            .build();

    /** The configuration of a connector or task. */
    public BackupSourceConfig(Map<String, String> properties) {
        super(CONFIG_DEF, properties, false);
    }

    RestoreOptions restoring() {
        return RestoreOptions.from(this);
    }

    int task() {
        return Integer.parseInt(originalsStrings().getOrDefault(TASK_ID, "0"));
    }

    int tasks() {
        return Integer.parseInt(originalsStrings().getOrDefault(TASK_COUNT, "1"));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup;

import io.tdconnect.backup.write.WriteOptions;
import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.retry.RetryOptions;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The options of the backup sink connector. */
public final class BackupSinkConfig extends AbstractConfig {
    static final ConfigDef CONFIG_DEF = new Options()
            .add(WriteOptions::addTo)
            .add(options -> ConnectionCheck.addTo(
                    options.group("Backup"),
                    "Whether validating this configuration tries to write to the directory. Turn it off if the worker that"
                            + " answers requests does not have it."))
            .add(RetryOptions::addTo)
            .build();

    /** The configuration of a connector or task. */
    public BackupSinkConfig(Map<String, String> properties) {
        super(CONFIG_DEF, properties, false);
    }

    WriteOptions writing() {
        return WriteOptions.from(this);
    }

    Retry retry() {
        return RetryOptions.from(this);
    }
}

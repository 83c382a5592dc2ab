// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv;

import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.common.source.TaskIdentity;
import io.tdconnect.csv.file.FileOptions;
import io.tdconnect.csv.format.FormatOptions;
import io.tdconnect.csv.read.ReadOptions;
import io.tdconnect.csv.read.TaskReader;
import io.tdconnect.csv.record.ErrorOptions;
import io.tdconnect.csv.record.RecordOptions;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The options of the CSV source connector. */
public final class CsvSourceConfig extends AbstractConfig {
    /** Set by the connector for its tasks. */
    static final String TASK_COUNT = "task.count";

    static final ConfigDef CONFIG_DEF = new Options()
            .add(FileOptions::addTo)
            .add(FormatOptions::addTo)
            .add(RecordOptions::addTo)
            .add(ErrorOptions::addTo)
            .add(CsvSourceConfig::addCheck)
            .add(RetryOptions::addTo)
            .build();

    /** The configuration of a connector or task. */
    public CsvSourceConfig(Map<String, String> properties) {
        super(CONFIG_DEF, properties, false);
    }

    private static void addCheck(Options options) {
        options.group("Validation");
        ConnectionCheck.addTo(
                options,
                "Whether validation looks for the files on the worker that validates, and reads the headers of some of them.");
    }

    ReadOptions reading() {
        return ReadOptions.from(this);
    }

    Retry retry() {
        return RetryOptions.from(this);
    }

    TaskIdentity task() {
        return TaskIdentity.from(this);
    }

    /** Which files belong to a task. */
    TaskReader.Share share() {
        return new TaskReader.Share(
                Integer.parseInt(task().number()),
                Integer.parseInt(originalsStrings().getOrDefault(TASK_COUNT, "1")));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.tdengine.TdengineOptions;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The options of the TDengine source connector. */
public final class TdengineSourceConfig extends AbstractConfig {
    /** Set by the connector for its tasks. */
    static final String TASK_ID = "task.id";

    static final ConfigDef CONFIG_DEF = new Options()
            .add(TdengineOptions::addTo)
            .add(SelectionOptions::addTo)
            .add(SubscriptionOptions::addTo)
            .add(QueryOptions::addTo)
            .add(RecordOptions::addTo)
            .add(RetryOptions::addTo)
            .build();

    /** The configuration of a connector or task. */
    public TdengineSourceConfig(Map<String, String> properties) {
        super(CONFIG_DEF, properties, false);
    }

    ReadMode readMode() {
        return EnumOption.parse(ReadMode.class, getString(SelectionOptions.READ_MODE));
    }

    String database() {
        return getString(SelectionOptions.DATABASE);
    }

    /** The elements of a list that are not blank, each once. */
    List<String> names(String option) {
        return getList(option).stream()
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /** Name of the connector. */
    String connector() {
        return originalsStrings().getOrDefault("name", "unnamed");
    }

    /** Number of a task, from 0. */
    String task() {
        return originalsStrings().getOrDefault(TASK_ID, "0");
    }
}

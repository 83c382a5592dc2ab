// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.source;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;

/**
 * Which task of which connector reads.
 *
 * @param connector its name
 * @param number of the task, from 0
 */
public record TaskIdentity(String connector, String number) {
    /** Set by the connector for its tasks. */
    public static final String TASK_ID = "task.id";

    public static TaskIdentity from(AbstractConfig config) {
        Map<String, String> properties = config.originalsStrings();
        return new TaskIdentity(properties.getOrDefault("name", "unnamed"), properties.getOrDefault(TASK_ID, "0"));
    }
}

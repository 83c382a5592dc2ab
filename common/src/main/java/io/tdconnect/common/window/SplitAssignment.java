// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.window;

import io.tdconnect.common.source.TaskIdentity;
import io.tdconnect.common.source.TaskSplit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/** Which splits belong to which task; connectors write it into the configurations of their tasks. */
public final class SplitAssignment {
    private static final String TASK_SPLITS = "task.lanes";

    private SplitAssignment() {}

    /** A configuration for each task, of which there are at most as many as splits. */
    public static List<Map<String, String>> configs(
            Map<String, String> properties, List<TimeSplit> splits, int maxTasks) {
        List<Map<String, String>> configs = new ArrayList<>();
        for (List<TimeSplit> ofTask : TaskSplit.split(splits, maxTasks)) {
            Map<String, String> config = new HashMap<>(properties);
            config.put(TaskIdentity.TASK_ID, String.valueOf(configs.size()));
            config.put(TASK_SPLITS, TimeSplit.textOf(ofTask));
            configs.add(config);
        }
        return configs;
    }

    /**
     * The splits of a task.
     *
     * @throws ConfigException if it is not the configuration of a task
     */
    public static List<TimeSplit> from(AbstractConfig config) {
        Object splits = config.originals().get(TASK_SPLITS);
        if (splits == null || splits.toString().isEmpty()) {
            throw new ConfigException(TASK_SPLITS, splits, "expected to be set by the connector");
        }
        return TimeSplit.parseAll(splits.toString());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.read;

import io.tdconnect.common.window.SplitReader;
import io.tdconnect.common.window.TimeOptions;
import io.tdconnect.common.window.TimeSplit;
import io.tdconnect.common.window.WindowOptions;
import io.tdconnect.influxdb.client.SelectionOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;

/**
 * What a task reads and how.
 *
 * @param selection of points
 * @param time of points
 * @param windows of the queries
 */
public record ReadOptions(SelectionOptions selection, TimeOptions time, WindowOptions windows) {
    public static final String BUCKET = "bucket";
    public static final String MEASUREMENT = "measurement";
    private static final String RETENTION_POLICY = "retention.policy";

    public static ReadOptions from(AbstractConfig config) {
        return new ReadOptions(SelectionOptions.from(config), TimeOptions.from(config), WindowOptions.from(config));
    }

    /** The splits of a measurement: one, or a slice of its history each. */
    public List<TimeSplit> splits(String measurement) {
        return windows.splits(measurement, time);
    }

    /** The source partition of the records of a split. */
    public Map<String, String> partition(TimeSplit split) {
        Map<String, String> partition = new HashMap<>();
        partition.put(BUCKET, selection.bucket());
        partition.put(MEASUREMENT, split.name());
        if (!selection.retentionPolicy().isEmpty()) {
            partition.put(RETENTION_POLICY, selection.retentionPolicy());
        }
        return split.partition(partition);
    }

    /** What is the same for all splits. */
    public SplitReader.Windows forReaders() {
        return new SplitReader.Windows(time, windows, "InfluxDB", "Measurement");
    }
}

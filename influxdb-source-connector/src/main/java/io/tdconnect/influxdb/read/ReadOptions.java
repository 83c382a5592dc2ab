// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.read;

import io.tdconnect.influxdb.client.SelectionOptions;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;

/**
 * What a task reads and how.
 *
 * @param selection of points
 * @param time of points
 * @param windows of the queries
 */
public record ReadOptions(SelectionOptions selection, TimeOptions time, WindowOptions windows) {
    public static ReadOptions from(AbstractConfig config) {
        return new ReadOptions(SelectionOptions.from(config), TimeOptions.from(config), WindowOptions.from(config));
    }

    /** The splits of a measurement: one, or a slice of its history each. */
    public List<MeasurementSplit> splits(String measurement) {
        Long slicesEnd = windows.slicesEnd();
        long slicedUntil = slicesEnd == null ? time.end() : Math.min(time.end(), slicesEnd);
        return MeasurementSplit.of(measurement, time.begin(), time.end(), windows.slices(), slicedUntil);
    }
}

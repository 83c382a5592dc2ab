// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.read;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The unit of reading, from past to future with a position of its own: a measurement, or a time slice of its history.
 *
 * @param measurement its name
 * @param from first nanosecond
 * @param to nanosecond after the last; {@link #ENDLESS} to continue with new points
 * @param slice whether the measurement has several
 */
public record MeasurementSplit(String measurement, long from, long to, boolean slice) {
    public static final long ENDLESS = Long.MAX_VALUE;
    public static final String BUCKET = "bucket";
    static final String RETENTION_POLICY = "retention.policy";
    public static final String MEASUREMENT = "measurement";
    static final String SLICE = "slice";
    private static final String SEPARATOR = ":";

    /**
     * The splits of a measurement.
     *
     * @param count number of equal slices of the time before {@code slicesEnd}; the last slice ends at {@code to}
     */
    public static List<MeasurementSplit> of(String measurement, long from, long to, int count, long slicesEnd) {
        List<MeasurementSplit> splits = new ArrayList<>(count);
        // Divided before they are subtracted: three centuries do not fit into a long of nanoseconds.
        long length = count == 1 ? 0 : Math.max(1, slicesEnd / count - from / count);
        for (int i = 0; i < count; i++) {
            splits.add(new MeasurementSplit(
                    measurement, from + i * length, i == count - 1 ? to : from + (i + 1) * length, count > 1));
        }
        return splits;
    }

    boolean endless() {
        return to == ENDLESS;
    }

    /** The source partition of its records. */
    public Map<String, String> partition(String bucket, String retentionPolicy) {
        Map<String, String> partition = new HashMap<>();
        partition.put(BUCKET, bucket);
        partition.put(MEASUREMENT, measurement);
        if (!retentionPolicy.isEmpty()) {
            partition.put(RETENTION_POLICY, retentionPolicy);
        }
        if (slice) {
            partition.put(SLICE, TimeText.format(from) + "/" + (endless() ? "" : TimeText.format(to)));
        }
        return partition;
    }

    /** The text of task configurations. */
    public String text() {
        return String.join(
                SEPARATOR,
                URLEncoder.encode(measurement, StandardCharsets.UTF_8),
                String.valueOf(from),
                String.valueOf(to),
                String.valueOf(slice));
    }

    public static MeasurementSplit parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        return new MeasurementSplit(
                URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Boolean.parseBoolean(parts[3]));
    }
}

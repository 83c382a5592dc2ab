// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is read in one go from the past to the future, with a position of its own: a measurement, or a slice of its
 * history.
 *
 * @param measurement its name
 * @param from first nanosecond
 * @param to nanosecond after the last; {@link #FOREVER} for live reading
 * @param slice whether it is one of several of the measurement
 */
record Lane(String measurement, long from, long to, boolean slice) {
    static final long FOREVER = Long.MAX_VALUE;
    static final String BUCKET = "bucket";
    static final String RETENTION_POLICY = "retention.policy";
    static final String MEASUREMENT = "measurement";
    static final String SLICE = "slice";
    private static final String SEPARATOR = ":";

    /** Lanes of a measurement: {@code count} equal slices of what is before {@code slicesEnd}; the last one goes on. */
    static List<Lane> of(String measurement, long from, long to, int count, long slicesEnd) {
        List<Lane> lanes = new ArrayList<>(count);
        // Divided before they are subtracted: three centuries do not fit into a long of nanoseconds.
        long length = count == 1 ? 0 : Math.max(1, slicesEnd / count - from / count);
        for (int i = 0; i < count; i++) {
            lanes.add(
                    new Lane(measurement, from + i * length, i == count - 1 ? to : from + (i + 1) * length, count > 1));
        }
        return lanes;
    }

    boolean endless() {
        return to == FOREVER;
    }

    /** The source partition of its records. */
    Map<String, String> partition(String bucket, String retentionPolicy) {
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

    /** The form of task configurations. */
    String text() {
        return String.join(
                SEPARATOR,
                URLEncoder.encode(measurement, StandardCharsets.UTF_8),
                String.valueOf(from),
                String.valueOf(to),
                String.valueOf(slice));
    }

    static Lane parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        return new Lane(
                URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Boolean.parseBoolean(parts[3]));
    }
}

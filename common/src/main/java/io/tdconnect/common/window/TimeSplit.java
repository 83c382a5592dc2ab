// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.window;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The unit of reading, from past to future with a position of its own: a measurement or metric, or a time slice of its history.
 *
 * @param name of the measurement or metric
 * @param from first nanosecond
 * @param to nanosecond after the last; {@link #ENDLESS} to continue with new points
 * @param slice whether the name has several
 */
public record TimeSplit(String name, long from, long to, boolean slice) {
    /** The end of a split without one. */
    public static final long ENDLESS = Long.MAX_VALUE;

    private static final String SLICE = "slice";
    private static final String SEPARATOR = ":";

    /**
     * The splits of a name.
     *
     * @param count number of equal slices of the time before {@code slicesEnd}; the last slice ends at {@code to}
     */
    public static List<TimeSplit> of(String name, long from, long to, int count, long slicesEnd) {
        List<TimeSplit> splits = new ArrayList<>(count);
        // Divided before they are subtracted: three centuries do not fit into a long of nanoseconds.
        long length = count == 1 ? 0 : Math.max(1, slicesEnd / count - from / count);
        for (int i = 0; i < count; i++) {
            splits.add(
                    new TimeSplit(name, from + i * length, i == count - 1 ? to : from + (i + 1) * length, count > 1));
        }
        return splits;
    }

    boolean endless() {
        return to == ENDLESS;
    }

    /** The source partition of its records: that of its name, and the slice. */
    public Map<String, String> partition(Map<String, String> ofName) {
        Map<String, String> partition = new HashMap<>(ofName);
        if (slice) {
            partition.put(SLICE, TimeText.format(from) + "/" + (endless() ? "" : TimeText.format(to)));
        }
        return partition;
    }

    /** The text of task configurations. */
    public String text() {
        return String.join(
                SEPARATOR,
                URLEncoder.encode(name, StandardCharsets.UTF_8),
                String.valueOf(from),
                String.valueOf(to),
                String.valueOf(slice));
    }

    /** The splits in the configuration of a task. */
    public static List<TimeSplit> parseAll(String texts) {
        return List.of(texts.split(",", -1)).stream().map(TimeSplit::parse).toList();
    }

    /** Splits as {@link #parseAll} reads them. */
    public static String textOf(List<TimeSplit> splits) {
        return splits.stream().map(TimeSplit::text).collect(Collectors.joining(","));
    }

    /** The split of a text. */
    public static TimeSplit parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        return new TimeSplit(
                URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Boolean.parseBoolean(parts[3]));
    }
}

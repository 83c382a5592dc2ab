// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.letter;

import io.tdconnect.console.http.ApiException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Places before which records are wanted, one in each partition.
 *
 * @param offsets by partition
 * @param others of the other partitions
 */
record Before(Map<Integer, Long> offsets, long others) {
    private static final Pattern FORM = Pattern.compile("\\d{1,18}|\\d{1,9}:\\d{1,18}(,\\d{1,9}:\\d{1,18})*");

    /**
     * Of a parameter: an offset for all partitions, or {@code PARTITION:OFFSET,…}; null for the end.
     *
     * @throws ApiException if it has another form
     */
    static Before of(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return new Before(Map.of(), Long.MAX_VALUE);
        }
        if (!FORM.matcher(text).matches()) {
            throw ApiException.badRequest("Expected an offset or PARTITION:OFFSET,… in before, found something else");
        }
        if (text.indexOf(':') < 0) {
            return new Before(Map.of(), Long.parseLong(text));
        }
        Map<Integer, Long> offsets = new TreeMap<>();
        for (String each : text.split(",", -1)) {
            int colon = each.indexOf(':');
            offsets.put(Integer.valueOf(each.substring(0, colon)), Long.valueOf(each.substring(colon + 1)));
        }
        return new Before(offsets, Long.MAX_VALUE);
    }

    long in(int partition) {
        return offsets.getOrDefault(partition, others);
    }

    /** The text of a later call, which goes on before these places, and as here in other partitions. */
    String and(Map<Integer, Long> lowest) {
        Map<Integer, Long> all = new TreeMap<>(offsets);
        all.putAll(lowest);
        return all.entrySet().stream()
                .map(each -> each.getKey() + ":" + each.getValue())
                .collect(Collectors.joining(","));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.window;

import io.tdconnect.common.source.SourceOffsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** The positions of splits in the source offsets of a connector. */
public final class StoredPositions {
    private StoredPositions() {}

    /**
     * Where to continue.
     *
     * @param partitions the source partition of each split
     * @param kind of the names, such as Measurement, for messages
     * @throws ConnectException if an offset cannot be read
     */
    public static Map<TimeSplit, SplitPosition> of(
            OffsetStorageReader offsets, Map<TimeSplit, Map<String, String>> partitions, String kind) {
        Map<TimeSplit, SplitPosition> stored = SourceOffsets.read(
                offsets,
                partitions,
                split -> kind.toLowerCase(Locale.ROOT) + " " + split.name(),
                SplitPosition::fromMap);
        Map<TimeSplit, SplitPosition> positions = new LinkedHashMap<>();
        partitions.keySet().forEach(split -> {
            SplitPosition position = stored.get(split);
            positions.put(split, position == null ? SplitPosition.at(split.from()) : position);
        });
        return positions;
    }

    /**
     * Checks offsets that a person wants to set, of any name, whether it exists or not.
     *
     * @param fields that a source partition needs; the last one is the name
     * @throws ConnectException if one could not be read later
     */
    public static void check(Map<Map<String, ?>, Map<String, ?>> offsets, List<String> fields) {
        offsets.forEach((partition, offset) -> {
            if (partition == null || !fields.stream().allMatch(field -> partition.get(field) instanceof String)) {
                throw new ConnectException("Expected a source partition with the "
                        + (fields.size() == 1 ? "field " : "fields ") + String.join(" and ", fields) + ", found "
                        + partition);
            }
            if (offset != null) {
                check(fields.get(fields.size() - 1), partition, offset);
            }
        });
    }

    private static void check(String field, Map<String, ?> partition, Map<String, ?> offset) {
        try {
            SplitPosition.fromMap(offset);
        } catch (IllegalArgumentException e) {
            throw new ConnectException(
                    "The offset of " + field + " " + partition.get(field) + ": " + e.getMessage(), e);
        }
    }
}

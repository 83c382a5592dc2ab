// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.read;

import io.tdconnect.backup.format.Manifest;
import io.tdconnect.common.source.SourceOffsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a backup that a task restores, with a position each. A part contains some of the tables, so that any number of
 * tasks can continue what others began. If lines have an order, there is only one part, for the first task.
 */
final class RestoreParts {
    /** Number of parts, and so the largest number of tasks. */
    static final int COUNT = 16;

    static final String BACKUP = "backup";
    static final String DATABASE = "database";
    static final String PART = "part";

    private static final String ALL = "all";

    private final Map<String, Map<String, String>> partitions = new LinkedHashMap<>();
    private final Map<String, RestorePosition> positions = new HashMap<>();
    private final boolean ordered;

    private RestoreParts(boolean ordered) {
        this.ordered = ordered;
    }

    /**
     * The parts of a task, at their stored positions.
     *
     * @param task its number, from 0
     * @param tasks number of tasks
     * @param offsets stored offsets by partition
     */
    static RestoreParts of(
            Manifest manifest,
            int task,
            int tasks,
            Function<Collection<Map<String, String>>, Map<Map<String, String>, Map<String, Object>>> offsets) {
        RestoreParts parts = new RestoreParts(manifest.ordered());
        List<String> names = new ArrayList<>();
        if (manifest.ordered()) {
            names = task == 0 ? List.of(ALL) : List.of();
        } else {
            for (int part = task; part < COUNT; part += tasks) {
                names.add(String.valueOf(part));
            }
        }
        for (String name : names) {
            parts.partitions.put(name, Map.of(BACKUP, manifest.id(), DATABASE, manifest.database(), PART, name));
        }
        Map<Map<String, String>, Map<String, Object>> stored =
                names.isEmpty() ? Map.of() : offsets.apply(parts.partitions.values());
        parts.partitions.forEach((name, partition) -> parts.positions.put(name, position(stored.get(partition))));
        return parts;
    }

    boolean isEmpty() {
        return partitions.isEmpty();
    }

    /** The part of a table. */
    String part(String table) {
        return ordered ? ALL : String.valueOf(Math.floorMod(table.hashCode(), COUNT));
    }

    /** A part of this task, for events that every task hands over. */
    String anyPart() {
        return partitions.keySet().iterator().next();
    }

    boolean contains(String part) {
        return partitions.containsKey(part);
    }

    Map<String, String> partition(String part) {
        return Objects.requireNonNull(partitions.get(part));
    }

    RestorePosition position(String part) {
        return Objects.requireNonNull(positions.get(part));
    }

    void moved(String part, RestorePosition position) {
        positions.put(part, position);
    }

    /** Whether nothing of them was handed over. */
    boolean isUntouched() {
        return positions.values().stream().allMatch(RestorePosition.START::equals);
    }

    /** The position before which nothing is left to do. */
    RestorePosition first() {
        return positions.values().stream().min(RestorePosition::compareTo).orElse(RestorePosition.START);
    }

    private static RestorePosition position(@Nullable Map<String, Object> offset) {
        return offset == null || offset.isEmpty()
                ? RestorePosition.START
                : SourceOffsets.parse(offset, "the restore", RestorePosition::of);
    }
}

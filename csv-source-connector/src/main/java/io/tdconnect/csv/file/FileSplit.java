// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.file;

import java.util.Map;
import java.util.Set;

/**
 * What has a position of its own: a file, or a range of one.
 *
 * @param range number of the range, from 0
 * @param size of ranges in bytes; 0 if the file is not divided
 */
public record FileSplit(FileId id, long range, long size) {
    public static final String FILE = "file";
    static final String RANGE = "range";

    private static final Set<String> FIELDS = Set.of(FILE, RANGE);

    /** The source partition of its records. */
    public Map<String, String> partition() {
        return size == 0 ? Map.of(FILE, id.text()) : Map.of(FILE, id.text(), RANGE, range + "/" + size);
    }

    /** Whether a source partition may be one of this kind. */
    public static boolean isPartition(Map<String, ?> partition) {
        return partition != null
                && partition.get(FILE) instanceof String
                && FIELDS.containsAll(partition.keySet())
                && (partition.get(RANGE) == null
                        || partition.get(RANGE).toString().matches("\\d+/\\d+"));
    }

    /** Whether this task of so many reads it. */
    public boolean isOf(int task, int tasks) {
        return id.task(tasks, range) == task;
    }

    /** Offset of the first byte of which a row may begin. */
    public long from() {
        return range * size;
    }

    /** Offset from which rows belong to the next range. */
    public long to() {
        return size == 0 ? Long.MAX_VALUE : (range + 1) * size;
    }
}

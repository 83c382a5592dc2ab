// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of a database with its own position: a table, or a group of the subtables of a supertable.
 *
 * @param stable supertable; empty for a table without one
 * @param table name of the table; empty for a group of a supertable
 * @param group number of the group, from 0
 * @param groups how many there are; 1 for a table and for a supertable as a whole
 */
public record TableSplit(String stable, String table, int group, int groups) {
    static final String DATABASE = "database";
    static final String TABLE = "table";
    static final String STABLE = "stable";
    static final String GROUP = "group";
    private static final List<String> FIELDS = List.of(DATABASE, TABLE, STABLE, GROUP);

    /** The split of a table; {@code stable} is empty if it has none. */
    public static TableSplit ofTable(String stable, String table) {
        return new TableSplit(stable, table, 0, 1);
    }

    /** The split of one of several groups of a supertable. */
    public static TableSplit ofStable(String stable, int group, int groups) {
        return new TableSplit(stable, "", group, groups);
    }

    /** Whether it is a supertable, whose rows contain the name of their subtable. */
    public boolean ofSupertable() {
        return table.isEmpty();
    }

    /** The table or supertable that its queries name. */
    public String source() {
        return ofSupertable() ? stable : table;
    }

    /** The source partition of its records. */
    public Map<String, String> partition(String database) {
        Map<String, String> partition = new HashMap<>();
        partition.put(DATABASE, database);
        partition.put(ofSupertable() ? STABLE : TABLE, source());
        if (groups > 1) {
            partition.put(GROUP, group + "/" + groups);
        }
        return partition;
    }

    /** The number of the task that reads it, of {@code tasks} tasks; independent of other splits. */
    public int task(int tasks) {
        int hash = source().hashCode();
        // Groups of a supertable go to tasks in turn. The hash of names that end in numbers needs mixing.
        return Math.floorMod(group + (hash ^ hash >>> 16), tasks);
    }

    /** The group of a subtable, from 0. */
    static int groupOf(String table, int groups) {
        return Math.floorMod(table.hashCode(), groups);
    }

    /**
     * Checks a source partition as a user wrote it.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    public static void checkPartition(Map<String, ?> partition) {
        boolean named = partition.get(DATABASE) instanceof String
                && (partition.get(TABLE) instanceof String) != (partition.get(STABLE) instanceof String);
        if (!named || !FIELDS.containsAll(partition.keySet())) {
            throw new IllegalArgumentException("expected a partition with " + DATABASE + " and either " + TABLE + " or "
                    + STABLE + " and " + GROUP + ", found " + partition);
        }
    }
}

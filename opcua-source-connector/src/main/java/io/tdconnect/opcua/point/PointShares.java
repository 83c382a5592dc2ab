// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.point;

import io.tdconnect.opcua.layout.TableNames;
import io.tdconnect.opcua.node.Point;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Distributes points over tasks by a hash of their table. A new point does not move other points, and every task
 * computes the same result.
 *
 * @param tasks number of tasks
 * @param salt part of the hash
 */
public record PointShares(int tasks, int salt) {
    private static final int MOST_SALTS = 1_000;
    private static final int LEAST_SALTS = 20;
    private static final int MOST_HASHES = 200_000;
    /** How many more points than its fair share a task may have, as a fraction of the share. */
    private static final double TOLERANCE = 0.1;

    /** At most one task per table, with a salt for which no task has many more points than others. */
    public static PointShares of(Collection<Point> points, int maxTasks) {
        List<String> keys = points.stream().map(PointShares::key).toList();
        int tasks =
                (int) Math.max(1, Math.min(maxTasks, keys.stream().distinct().count()));
        PointShares best = new PointShares(tasks, 0);
        double least = Double.MAX_VALUE;
        int salts = Math.min(MOST_SALTS, Math.max(LEAST_SALTS, MOST_HASHES / Math.max(1, keys.size())));
        for (int salt = 0; salt < salts; salt++) {
            PointShares shares = new PointShares(tasks, salt);
            int[] loads = shares.loads(keys);
            int most = Arrays.stream(loads).max().orElse(0);
            double fair = Math.ceil((double) keys.size() / tasks);
            boolean none = Arrays.stream(loads).anyMatch(load -> load == 0);
            if (!none && most <= fair * (1 + TOLERANCE)) {
                return shares;
            }
            double excess = most + (none ? keys.size() : 0);
            if (excess < least) {
                least = excess;
                best = shares;
            }
        }
        return best;
    }

    /** The points of a task, in their order. */
    public List<Point> ofTask(int task, List<Point> points) {
        return points.stream().filter(point -> task(point) == task).toList();
    }

    /** Number of the task that reads the point. */
    public int task(Point point) {
        return task(key(point));
    }

    private int[] loads(List<String> keys) {
        int[] loads = new int[tasks];
        keys.forEach(key -> loads[task(key)]++);
        return loads;
    }

    private int task(String key) {
        CRC32C hash = new CRC32C();
        hash.update(salt);
        hash.update(salt >>> Byte.SIZE);
        hash.update(key.getBytes(StandardCharsets.UTF_8));
        // A CRC alone is linear: keys that differ in few bits would not be distributed well.
        long mixed = hash.getValue() * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 32), tasks);
    }

    /** Points of one table belong to one task; the table is named after the code, or else after the node. */
    private static String key(Point point) {
        return TableNames.ASCII.legal(point.code().isEmpty() ? point.node() : point.code());
    }
}

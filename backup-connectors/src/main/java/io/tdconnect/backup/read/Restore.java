// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.read;

import io.tdconnect.backup.format.DamagedBackupException;
import io.tdconnect.common.config.OptionException;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the restore of a task, and checks its positions. */
public final class Restore {
    private static final Logger log = LoggerFactory.getLogger(Restore.class);

    /** Most tasks that can share a restore. */
    public static final int MOST_TASKS = RestoreParts.COUNT;

    private Restore() {}

    /**
     * Starts reading.
     *
     * @param task its number, from 0
     * @param tasks number of tasks
     * @throws ConnectException if there is no such backup, or its manifest is damaged
     */
    public static RestoreReader start(
            RestoreOptions options, int task, int tasks, SourceTaskContext context, RestoreMetrics metrics) {
        try {
            Backups.Backup backup = Backups.find(options);
            RestoreParts parts = RestoreParts.of(
                    backup.manifest(),
                    task,
                    tasks,
                    partitions -> context.offsetStorageReader().offsets(partitions));
            if (parts.isEmpty()) {
                log.info(
                        "The backup contains changes, drops or deletions, whose order only one task can keep: this task has"
                                + " nothing to do");
            }
            RestoreReader reader = new RestoreReader(options, backup, parts, metrics);
            reader.start();
            return reader;
        } catch (OptionException e) {
            throw new ConnectException(e.option() + ": " + e.getMessage(), e);
        } catch (DamagedBackupException e) {
            throw new ConnectException(e.getMessage() + ". Put the file back from a copy", e);
        } catch (IOException e) {
            throw new ConnectException(
                    "The backup in " + options.directory() + " cannot be read: "
                            + e.getClass().getSimpleName() + ": " + e.getMessage(),
                    e);
        }
    }

    /**
     * Checks offsets that a user wants to set.
     *
     * @throws ConnectException if one is of another connector, or is not a position
     */
    public static void checkOffsets(Map<Map<String, ?>, Map<String, ?>> offsets) {
        offsets.forEach((partition, offset) -> {
            Collection<String> names = java.util.List.of(RestoreParts.BACKUP, RestoreParts.DATABASE, RestoreParts.PART);
            if (partition == null || !names.stream().allMatch(name -> partition.get(name) instanceof String)) {
                throw new ConnectException(
                        "Expected a source partition with the fields " + names + ", found " + partition);
            }
            if (offset != null) {
                try {
                    RestorePosition.of(offset);
                } catch (IllegalArgumentException e) {
                    throw new ConnectException("The offset of " + partition + ": " + e.getMessage(), e);
                }
            }
        });
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to run: the configurations are those of Connect, with {@code connector.class}, {@code transforms} and so on; their
 * variables are replaced by {@link io.tdconnect.common.config.ConfigVariables}.
 *
 * @param name name of both connectors where their configuration has none; part of metrics and messages
 * @param source configuration of the source connector
 * @param sink configuration of the sink connector
 * @param offsets file with the positions in the source, created if it does not exist; only one engine may use it
 * @param queue folder of a queue on disk between source and sink; null for none
 * @param queueMaxBytes how large the files of the queue may become; further records wait in the source
 * @param failures file to which records are appended that cannot be written, and with that goes on without them; null to
 *     follow {@code errors.tolerance} alone
 * @param tasks the largest number of tasks of each connector
 * @param stopTimeout how long a stop waits until what was read is written
 */
public record DirectTask(
        String name,
        Map<String, String> source,
        Map<String, String> sink,
        Path offsets,
        @Nullable Path queue,
        long queueMaxBytes,
        @Nullable Path failures,
        int tasks,
        Duration stopTimeout) {
    /** Copies the configurations. */
    public DirectTask {
        source = Map.copyOf(source);
        sink = Map.copyOf(sink);
        if (tasks < 1) {
            throw new IllegalArgumentException("Expected at least one task, found " + tasks);
        }
    }
}

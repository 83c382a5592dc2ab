// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a task asks of the process that runs it, beside the two connectors.
 *
 * @param name proposed name of the task, which is also the topic between the connectors
 * @param failures file for records that the target refuses ({@code failes-to}); null if the first one ends the task
 * @param logLevel error, warn, info, debug or trace; null if the DSN names none
 * @param sourcePlaces where the values of options of the source come from, such as {@code from: parameter keep_alive}
 * @param sinkPlaces the same for options of the sink
 */
public record EngineHints(
        String name,
        @Nullable Path failures,
        @Nullable String logLevel,
        Map<String, String> sourcePlaces,
        Map<String, String> sinkPlaces) {
    /** Copies the maps. */
    public EngineHints {
        sourcePlaces = Map.copyOf(sourcePlaces);
        sinkPlaces = Map.copyOf(sinkPlaces);
    }
}

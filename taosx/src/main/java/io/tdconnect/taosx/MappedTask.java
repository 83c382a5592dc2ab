// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The connectors that do what a task of taosX does.
 *
 * @param source configuration of the source connector, without name and converters
 * @param sink configuration of the sink connector, without name and converters
 * @param notes what is different here, one sentence each
 */
public record MappedTask(Map<String, String> source, Map<String, String> sink, List<String> notes, EngineHints hints) {
    /** Copies maps and list. */
    public MappedTask {
        source = Collections.unmodifiableMap(new LinkedHashMap<>(source));
        sink = Collections.unmodifiableMap(new LinkedHashMap<>(sink));
        notes = List.copyOf(notes);
    }

    /** Without the values, which contain passwords. */
    @Override
    public String toString() {
        return "MappedTask[source=" + source.keySet() + ", sink=" + sink.keySet() + ", notes=" + notes + "]";
    }
}

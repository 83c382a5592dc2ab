// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Options of the connectors that no parameter of a DSN says, by their own names. They take precedence over the DSN; an empty
 * value leaves an option at its default.
 *
 * @param source of the source connector
 * @param sink of the sink connector
 */
public record OwnOptions(Map<String, String> source, Map<String, String> sink) {
    /** No such options. */
    public static final OwnOptions NONE = new OwnOptions(Map.of(), Map.of());

    /** Option of the command line for one of the source. */
    public static final String OF_SOURCE = "--source-option";

    /** Option of the command line for one of the sink. */
    public static final String OF_SINK = "--sink-option";

    private static final Set<String> OF_THE_TASK = Set.of("name", "connector.class", "topics");

    /** Copies the maps. */
    public OwnOptions {
        source = Collections.unmodifiableMap(new TreeMap<>(source));
        sink = Collections.unmodifiableMap(new TreeMap<>(sink));
    }

    /** Adds a problem for each option that the command itself sets. */
    void requireOwn(Findings findings) {
        source.keySet().stream()
                .filter(name -> name.equals("name") || name.equals("connector.class") || Topics.OPTIONS.contains(name))
                .forEach(name -> refuse(OF_SOURCE, name, findings));
        sink.keySet().stream().filter(OF_THE_TASK::contains).forEach(name -> refuse(OF_SINK, name, findings));
    }

    private static void refuse(String place, String name, Findings findings) {
        findings.problem(
                place,
                "an option other than connector.class and name, and than the topic between the connectors",
                name,
                "the DSNs and the name of the task decide them");
    }

    /** Without the values, which may be secrets. */
    @Override
    public String toString() {
        return "OwnOptions[source=" + source.keySet() + ", sink=" + sink.keySet() + "]";
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.explore.ExploreException;
import io.tdconnect.common.explore.NodePath;
import io.tdconnect.influxdb.client.SelectionOptions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The measurements and fields that somebody has chosen in one bucket.
 *
 * @param bucket empty if nothing is chosen
 * @param measurements with the chosen fields; without any field all of them
 */
record ChosenPoints(String bucket, Map<String, Set<String>> measurements) {
    private static final String INCLUDE = SelectionOptions.MEASUREMENTS + ".include";

    /**
     * Reads the ids of nodes.
     *
     * @throws ExploreException if they are of several buckets
     */
    static ChosenPoints of(List<String> nodes) throws ExploreException {
        Set<String> buckets = new TreeSet<>();
        Map<String, Set<String>> measurements = new TreeMap<>();
        for (String node : nodes) {
            List<String> names = NodePath.parse(node).names();
            buckets.add(names.get(0));
            if (names.size() > 1) {
                Set<String> fields = measurements.computeIfAbsent(names.get(1), name -> new TreeSet<>());
                if (names.size() > 2) {
                    fields.add(names.get(2));
                }
            }
        }
        if (buckets.size() > 1) {
            throw new ExploreException(
                    SelectionOptions.BUCKET,
                    "expected measurements of one bucket, found " + String.join(", ", buckets),
                    "Make a task for each bucket.");
        }
        return new ChosenPoints(buckets.isEmpty() ? "" : buckets.iterator().next(), measurements);
    }

    /** The options of the connector. */
    Map<String, String> options() throws ExploreException {
        boolean plain = measurements.keySet().stream().allMatch(ChosenPoints::fitsList);
        return Map.of(
                SelectionOptions.BUCKET,
                bucket,
                SelectionOptions.MEASUREMENTS,
                plain ? String.join(",", measurements.keySet()) : "",
                INCLUDE,
                plain ? "" : measurements.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|")),
                SelectionOptions.FIELDS,
                String.join(",", fields()));
    }

    private Collection<String> fields() throws ExploreException {
        Set<String> fields = new TreeSet<>();
        measurements.values().forEach(fields::addAll);
        long whole = measurements.values().stream().filter(Set::isEmpty).count();
        if (!fields.isEmpty() && whole > 0) {
            throw new ExploreException(
                    SelectionOptions.FIELDS,
                    "expected fields of each measurement or none, found fields of some measurements",
                    "The option holds for all measurements: choose the fields of the others, too, or make two tasks.");
        }
        for (String field : fields) {
            if (!fitsList(field)) {
                throw new ExploreException(
                        SelectionOptions.FIELDS,
                        "expected fields without commas in their names, found " + field,
                        "Choose whole measurements.");
            }
        }
        return fields;
    }

    private static boolean fitsList(String name) {
        return name.indexOf(',') < 0 && name.equals(name.strip());
    }
}

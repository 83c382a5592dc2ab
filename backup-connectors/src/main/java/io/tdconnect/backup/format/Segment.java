// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.format;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A data file as the manifest lists it.
 *
 * @param number from 1, in the order of writing
 * @param file its name
 * @param bytes its length
 * @param sha256 its checksum in hexadecimal digits
 * @param lines number of lines
 * @param rows number of rows
 * @param events number of metadata events
 * @param ordered whether an event changes, drops or deletes something, so that rows before and after it may not change places
 * @param tables number of tables with rows
 * @param first earliest time of a row in ISO 8601; null without rows
 * @param last latest time of a row
 */
public record Segment(
        int number,
        String file,
        long bytes,
        String sha256,
        long lines,
        long rows,
        long events,
        boolean ordered,
        long tables,
        @Nullable String first,
        @Nullable String last) {

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("number", number);
        json.put("file", file);
        json.put("bytes", bytes);
        json.put("sha256", sha256);
        json.put("lines", lines);
        json.put("rows", rows);
        json.put("events", events);
        json.put("ordered", ordered);
        json.put("tables", tables);
        json.put("first", first);
        json.put("last", last);
        return json;
    }

    /**
     * The segment in an object of JSON.
     *
     * @throws IllegalArgumentException if a member is missing or wrong
     */
    static Segment of(Map<?, ?> json) {
        if (json.get("file") instanceof String file && json.get("sha256") instanceof String sha256) {
            return new Segment(
                    (int) number(json, "number"),
                    file,
                    number(json, "bytes"),
                    sha256,
                    number(json, "lines"),
                    number(json, "rows"),
                    number(json, "events"),
                    Boolean.TRUE.equals(json.get("ordered")),
                    number(json, "tables"),
                    json.get("first") instanceof String first ? first : null,
                    json.get("last") instanceof String last ? last : null);
        }
        throw new IllegalArgumentException("expected a segment with file and sha256, found another object");
    }

    private static long number(Map<?, ?> json, String name) {
        if (json.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalArgumentException("expected a segment with the number " + name + ", found none");
    }
}

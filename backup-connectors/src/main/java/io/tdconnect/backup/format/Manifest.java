// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a backup of a database contains.
 *
 * @param id of the backup, which stays the same when more is written to it
 * @param created when it was begun, in ISO 8601
 * @param updated when it was last written
 * @param definition of the database as the source reported it: precision and options; empty if it did not
 */
public record Manifest(
        String id,
        String database,
        String created,
        String updated,
        Map<String, @Nullable Object> definition,
        List<Segment> segments) {
    /** The version of the format that this class writes, and the highest that it reads. */
    public static final int VERSION = 1;

    /** Member of the definition: ms, us or ns. */
    public static final String PRECISION = "precision";

    static final String FORMAT = "tdconnect-backup";

    /** Copies the lists. */
    public Manifest {
        segments = List.copyOf(segments);
    }

    /** The backup with new segments, and with longer ones in place of those of the same number. */
    public Manifest with(String now, Map<String, @Nullable Object> database, List<Segment> changed) {
        Map<Integer, Segment> byNumber = new TreeMap<>();
        segments.forEach(segment -> byNumber.put(segment.number(), segment));
        changed.forEach(segment -> byNumber.put(segment.number(), segment));
        return new Manifest(id, this.database, created, now, database, List.copyOf(byNumber.values()));
    }

    /** The number of the next segment. */
    public int nextNumber() {
        return segments.isEmpty() ? 1 : segments.get(segments.size() - 1).number() + 1;
    }

    /** Rows of all segments. */
    public long rows() {
        return segments.stream().mapToLong(Segment::rows).sum();
    }

    /** Whether the lines of all segments have to be restored one after the other. */
    public boolean ordered() {
        return segments.stream().anyMatch(Segment::ordered);
    }

    /** All members but the checksum. */
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("version", VERSION);
        json.put("id", id);
        json.put("database", database);
        json.put("created", created);
        json.put("updated", updated);
        json.put("rows", rows());
        json.put("definition", definition);
        json.put("segments", segments.stream().map(Segment::json).toList());
        return json;
    }

    /**
     * The manifest in an object of JSON.
     *
     * @throws IllegalArgumentException if a member is missing or wrong
     */
    static Manifest of(Map<String, @Nullable Object> json) {
        if (!FORMAT.equals(json.get("format"))) {
            throw new IllegalArgumentException("expected the format " + FORMAT + ", found another file");
        }
        long version = json.get("version") instanceof Number number ? number.longValue() : 0;
        if (version < 1 || version > VERSION) {
            throw new IllegalArgumentException("expected version 1 to " + VERSION + " of the format, found "
                    + json.get("version") + ": it was written by a newer tdconnect");
        }
        List<Segment> segments = new ArrayList<>();
        if (json.get("segments") instanceof List<?> list) {
            list.forEach(segment -> segments.add(Segment.of(segment instanceof Map<?, ?> map ? map : Map.of())));
        }
        Map<String, @Nullable Object> definition = new LinkedHashMap<>();
        if (json.get("definition") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> definition.put(String.valueOf(name), value));
        }
        if (json.get("id") instanceof String id && json.get("database") instanceof String database) {
            return new Manifest(
                    id,
                    database,
                    String.valueOf(json.get("created")),
                    String.valueOf(json.get("updated")),
                    definition,
                    segments);
        }
        throw new IllegalArgumentException("expected an id and a database, found none");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.format;

import io.tdconnect.common.json.JsonBytes;
import io.tdconnect.common.time.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Writes the lines of one segment, in memory. Layouts and tables have numbers within the segment, and their lines come before
 * the first line that uses them.
 */
public final class SegmentLines {
    private static final String CREATE = "create";

    private final JsonBytes json = new JsonBytes();
    private final Map<Layout, Integer> layouts = new HashMap<>();
    private final Map<StoredTable, Integer> tables = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private long lines;
    private long rows;
    private long events;
    private boolean ordered;
    private @Nullable Instant first;
    private @Nullable Instant last;

    /** Begins with the line that says what the file is. */
    public SegmentLines(String database, int number) {
        json.addPlain("{\"format\":");
        json.addText(Manifest.FORMAT);
        json.addPlain(",\"version\":" + Manifest.VERSION + ",\"database\":");
        json.addText(database);
        json.addPlain(",\"segment\":" + number + "}");
        end();
    }

    /** Adds rows of a table. */
    public void rows(StoredTable table, List<Struct> structs) {
        int number = number(table);
        json.addPlain("{\"of\":");
        json.addNumber(number);
        json.addPlain(",\"rows\":[");
        Layout layout = table.layout();
        List<StoredColumn> columns = layout.columns();
        Field[] fields = fields(columns, structs.get(0));
        for (int i = 0; i < structs.size(); i++) {
            json.add(i == 0 ? '[' : ',');
            if (i > 0) {
                json.add('[');
            }
            Struct struct = structs.get(i);
            for (int column = 0; column < fields.length; column++) {
                if (column > 0) {
                    json.add(',');
                }
                columns.get(column).write(json, struct.get(fields[column]));
            }
            json.add(']');
        }
        json.addPlain("]}");
        end();
        rows += structs.size();
        names.add(table.name());
        extend(layout, structs);
    }

    /** Adds a metadata event. */
    public void event(String type, String event) {
        json.addPlain("{\"event\":");
        json.addText(type);
        json.addPlain(",\"json\":");
        json.addText(event);
        json.add('}');
        end();
        events++;
        ordered |= !type.equals(CREATE);
    }

    /** Bytes that {@link #take} would return. */
    public int size() {
        return json.size();
    }

    /** The lines since the last call of {@link #taken}. */
    public byte[] take() {
        return json.copy();
    }

    /** The lines are on the disk. */
    public void taken() {
        json.clear();
    }

    /** Whether there is anything but the first line. */
    public boolean isEmpty() {
        return lines <= 1;
    }

    /** The segment with these lines. */
    public Segment segment(int number, String file, long bytes, String sha256) {
        return new Segment(
                number,
                file,
                bytes,
                sha256,
                lines,
                rows,
                events,
                ordered,
                names.size(),
                first == null ? null : first.toString(),
                last == null ? null : last.toString());
    }

    private int number(StoredTable table) {
        Integer known = tables.get(table);
        if (known != null) {
            return known;
        }
        int layout = number(table.layout());
        int number = tables.size() + 1;
        tables.put(table, number);
        json.addPlain("{\"table\":");
        json.addNumber(number);
        table.write(json, layout);
        json.add('}');
        end();
        return number;
    }

    private int number(Layout layout) {
        Integer known = layouts.get(layout);
        if (known != null) {
            return known;
        }
        int number = layouts.size() + 1;
        layouts.put(layout, number);
        json.addPlain("{\"layout\":");
        json.addNumber(number);
        layout.write(json);
        json.add('}');
        end();
        return number;
    }

    private void extend(Layout layout, List<Struct> structs) {
        StoredColumn time = layout.time();
        if (time == null || time.unit() == null) {
            return;
        }
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        for (Struct struct : structs) {
            if (struct.get(time.name()) instanceof Long value) {
                earliest = Math.min(earliest, value);
                latest = Math.max(latest, value);
            }
        }
        if (earliest <= latest) {
            Instant from = new Timestamp(earliest, time.unit()).instant();
            Instant to = new Timestamp(latest, time.unit()).instant();
            first = first == null || from.isBefore(first) ? from : first;
            last = last == null || to.isAfter(last) ? to : last;
        }
    }

    private static Field[] fields(List<StoredColumn> columns, Struct struct) {
        Field[] fields = new Field[columns.size()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = struct.schema().field(columns.get(i).name());
        }
        return fields;
    }

    private void end() {
        json.add('\n');
        lines++;
    }
}

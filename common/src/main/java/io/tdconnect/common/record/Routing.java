// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Where a row belongs in TDengine; null where the options of the sink decide.
 *
 * @param database its database
 * @param stable its supertable
 * @param table its subtable
 * @param tags names of the fields that are tags, without commas
 * @param timestampField name of the field that is the primary timestamp
 */
public record Routing(
        @Nullable String database,
        @Nullable String stable,
        @Nullable String table,
        @Nullable List<String> tags,
        @Nullable String timestampField) {
    private static final List<String> ALL = List.of(
            RoutingHeaders.DATABASE,
            RoutingHeaders.STABLE,
            RoutingHeaders.TABLE,
            RoutingHeaders.TAGS,
            RoutingHeaders.TIMESTAMP);
    private static final Routing NONE = new Routing(null, null, null, null, null);

    /** Copies the list of tags. */
    public Routing {
        tags = tags == null ? null : List.copyOf(tags);
    }

    /** The routing in the headers of a record. */
    public static Routing read(Headers headers) {
        return headers.isEmpty()
                ? NONE
                : new Routing(
                        RoutingHeaders.read(headers, RoutingHeaders.DATABASE),
                        RoutingHeaders.read(headers, RoutingHeaders.STABLE),
                        RoutingHeaders.read(headers, RoutingHeaders.TABLE),
                        split(RoutingHeaders.read(headers, RoutingHeaders.TAGS)),
                        RoutingHeaders.read(headers, RoutingHeaders.TIMESTAMP));
    }

    /**
     * The routing of each row of a record with several rows: a header with several lines has one line for each row.
     *
     * @throws DataException if the number of lines of a header differs
     */
    public static List<Routing> readRows(Headers headers, int rows) {
        String[][] lines = new String[ALL.size()][];
        boolean same = true;
        for (int i = 0; i < lines.length; i++) {
            String text = RoutingHeaders.read(headers, ALL.get(i));
            if (text != null) {
                lines[i] = text.split("\n", -1);
                same &= lines[i].length == 1;
                requireLines(ALL.get(i), lines[i].length, rows);
            }
        }
        if (same) {
            return Collections.nCopies(rows, read(headers));
        }
        boolean sameTags = lines[3] == null || lines[3].length == 1;
        List<String> tags = sameTags ? split(line(lines[3], 0)) : null;
        List<Routing> routings = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            routings.add(new Routing(
                    line(lines[0], row),
                    line(lines[1], row),
                    line(lines[2], row),
                    sameTags ? tags : split(line(lines[3], row)),
                    line(lines[4], row)));
        }
        return routings;
    }

    /**
     * Sets the headers of a record with several rows, as {@link #readRows} reads them.
     *
     * @throws DataException if a name contains a line feed, or only some rows have the name
     */
    public static void writeRows(Headers headers, List<Routing> rows) {
        write(headers, RoutingHeaders.DATABASE, joined(rows, Routing::database));
        write(headers, RoutingHeaders.STABLE, joined(rows, Routing::stable));
        write(headers, RoutingHeaders.TABLE, joined(rows, Routing::table));
        write(headers, RoutingHeaders.TAGS, joinedTags(rows));
        write(headers, RoutingHeaders.TIMESTAMP, joined(rows, Routing::timestampField));
    }

    /** Replaces the headers of the parts that are not null; leaves the other headers alone. */
    public void writeTo(Headers headers) {
        write(headers, RoutingHeaders.DATABASE, database);
        write(headers, RoutingHeaders.STABLE, stable);
        write(headers, RoutingHeaders.TABLE, table);
        write(headers, RoutingHeaders.TAGS, tags == null ? null : String.join(",", tags));
        write(headers, RoutingHeaders.TIMESTAMP, timestampField);
    }

    private static void requireLines(String header, int lines, int rows) {
        if (lines != 1 && lines != rows) {
            throw new DataException("Expected one line in the header " + header + ", or one for each of " + rows
                    + " rows, found " + lines);
        }
    }

    private static @Nullable String line(String @Nullable [] lines, int row) {
        return lines == null ? null : lines[lines.length == 1 ? 0 : row];
    }

    private static @Nullable String joined(List<Routing> rows, Function<Routing, @Nullable String> part) {
        String first = rows.isEmpty() ? null : part.apply(rows.get(0));
        boolean same = true;
        for (Routing row : rows) {
            String text = part.apply(row);
            if ((text == null) != (first == null) || (text != null && text.indexOf('\n') >= 0)) {
                throw new DataException("Expected names without line feeds for all rows of a list or for none, found"
                        + (text == null ? " a row without" : " one with a line feed or only for some rows"));
            }
            same &= Objects.equals(text, first);
        }
        return same ? first : rows.stream().map(part).collect(Collectors.joining("\n"));
    }

    @SuppressWarnings("ReferenceEquality") // Equal lists are joined to the same text, only more slowly.
    private static @Nullable String joinedTags(List<Routing> rows) {
        boolean same = !rows.isEmpty() && rows.stream().allMatch(row -> row.tags == rows.get(0).tags);
        return joined(same ? rows.subList(0, 1) : rows, row -> row.tags == null ? null : String.join(",", row.tags));
    }

    private static void write(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.remove(name);
            headers.addString(name, value);
        }
    }

    private static @Nullable List<String> split(@Nullable String tags) {
        return tags == null
                ? null
                : Arrays.stream(tags.split(",", -1))
                        .map(String::trim)
                        .filter(tag -> !tag.isEmpty())
                        .collect(Collectors.toUnmodifiableList());
    }
}

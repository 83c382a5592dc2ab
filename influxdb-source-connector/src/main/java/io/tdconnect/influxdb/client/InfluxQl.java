// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.client;

import java.util.List;
import java.util.stream.Collectors;

/** Writes queries; times are nanoseconds, windows are half open. */
public final class InfluxQl {
    /** The earliest time of a point; the server refuses the two numbers before it. */
    private static final long EARLIEST = Long.MIN_VALUE + 2;

    private InfluxQl() {}

    /** The points of a window, series by series, each ordered by time. */
    public static String window(
            String measurement, List<String> columns, long from, long to, List<TagCondition> conditions) {
        return select(measurement, columns, from, to, conditions) + " GROUP BY *";
    }

    /** The first point of a window. */
    public static String first(
            String measurement, List<String> columns, long from, long to, List<TagCondition> conditions) {
        return select(measurement, columns, from, to, conditions) + " ORDER BY time ASC LIMIT 1";
    }

    /** The fields of some measurements with their types. */
    static String fieldKeys(List<String> measurements) {
        return measurements.isEmpty()
                ? "SHOW FIELD KEYS"
                : "SHOW FIELD KEYS FROM "
                        + measurements.stream().map(InfluxQl::quote).collect(Collectors.joining(", "));
    }

    /** A field read as one of its types. */
    public static String column(String field, String type) {
        return quote(field) + "::" + type;
    }

    /** A name in double quotes. */
    public static String quote(String name) {
        return '"' + escape(name, '"') + '"';
    }

    /** Text in single quotes. */
    static String literal(String text) {
        return '\'' + escape(text, '\'') + '\'';
    }

    /** Columns, or aggregates of them, over a window; clauses such as GROUP BY may follow. */
    public static String select(
            String measurement, List<String> columns, long from, long to, List<TagCondition> conditions) {
        return "SELECT " + String.join(", ", columns) + " FROM " + quote(measurement) + " WHERE time >= "
                + Math.max(from, EARLIEST)
                + " AND time < " + to
                + conditions.stream()
                        .map(condition -> " AND " + where(condition))
                        .collect(Collectors.joining());
    }

    /** A condition as a part of a query. */
    public static String where(TagCondition condition) {
        String operand = condition.operator().endsWith("~")
                ? '/' + condition.operand().replace("/", "\\/") + '/'
                : literal(condition.operand());
        return quote(condition.tag()) + "::tag " + condition.operator() + ' ' + operand;
    }

    private static String escape(String text, char quote) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace(String.valueOf(quote), "\\" + quote);
    }
}
